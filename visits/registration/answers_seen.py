"""Which answers of a registration a reader may read: ordinary ones who prepares the meeting, others fewer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from visits.models import (
    Answer,
    Question,
    Registration,
    RegistrationConsent,
    RegistrationSettings,
)
from visits.registration.answer_words import said_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from members.reader import Reader
    from visits.models import Meeting
    from visits.models.registration import RegistrationQuerySet

Care = Question.Care


@dataclass
class Seen:
    """Question and answer in words; how many are there that this reader does not read."""

    ordinary: list[tuple[str, str]] = field(default_factory=list)
    sensitive: list[tuple[str, str]] = field(default_factory=list)
    security: list[tuple[str, str]] = field(default_factory=list)
    hidden_sensitive: int = 0
    hidden_security: int = 0

    @property
    def is_empty(self) -> bool:
        return not any(
            (
                self.ordinary,
                self.sensitive,
                self.security,
                self.hidden_sensitive,
                self.hidden_security,
            )
        )


def with_answers(rows: RegistrationQuerySet, reader: Reader) -> RegistrationQuerySet:
    """Each with its answers and consents, and whether what security asks for may be read, all in the one query."""
    of_row = {"registration": OuterRef("pk")}
    answers = Answer.objects.filter(**of_row).values(
        found=JSONObject(
            label="question__label",
            key="question__key",
            kind="question__kind",
            care="question__care",
            value="value",
        )
    )
    consents = RegistrationConsent.objects.filter(**of_row, withdrawn_at__isnull=True)
    readers = RegistrationSettings.security_readers.through.objects.filter(
        registrationsettings__meeting=OuterRef("meeting"), person=reader.person
    )
    return rows.annotate(
        given_answers=ArraySubquery(answers),
        agreed=ArraySubquery(consents.values("kind")),
        is_for_security_reader=Exists(readers),
    )


def agreed_in(registration: Registration) -> list[StrOrPromise]:
    """What the person agreed to, in words; of a row from ``with_answers``."""
    return [RegistrationConsent.Kind(kind).label for kind in getattr(registration, "agreed", ())]


def answers_seen(registration: Registration, reader: Reader) -> Seen:
    """Sensitive ones are for the organisers of that meeting and staff, never for chairs; what security asks for is for
    the people named in the settings alone, whatever their office. Of a row from ``with_answers``.
    """
    seen = Seen()
    for found in getattr(registration, "given_answers", ()):
        value = found.pop("value")
        question = Question(meeting=registration.meeting, **found)
        _note(seen, question, said_of(question, value), registration, reader)
    return seen


def _note(
    seen: Seen, question: Question, words: str, registration: Registration, reader: Reader
) -> None:
    line = (question.label, words)
    match question.care:
        case Care.SENSITIVE if reads_sensitive(reader, registration.meeting):
            seen.sensitive.append(line)
        case Care.SENSITIVE:
            seen.hidden_sensitive += 1
        case Care.SECURITY if getattr(registration, "is_for_security_reader", False):
            seen.security.append(line)
        case Care.SECURITY:
            seen.hidden_security += 1
        case _ordinary:
            seen.ordinary.append(line)


def reads_sensitive(reader: Reader, meeting: Meeting) -> bool:
    """Organisers of that meeting and staff; never chairs."""
    return reader.is_staff or meeting.pk in reader.organised_meeting_ids
