"""Lists of registrations that somebody takes away: which columns there are for a reader, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.reader import Reader
from visits.models import (
    Answer,
    Claim,
    Meeting,
    Question,
    Registration,
    RegistrationConsent,
    RegistrationSettings,
)
from visits.registration.answer_words import said_of
from visits.registration.answers_seen import reads_sensitive
from visits.registration.seats import ONLINE, ROOM, Place, place_of, places_of

Care = Question.Care
Cell = Callable[[Registration], str]


class Group(models.TextChoices):
    """What columns are about; they stand together under these words."""

    PERSON = "person", gettext_lazy("Person")
    REGISTRATION = "registration", gettext_lazy("Registration")
    OTHERS = "others", gettext_lazy("What others see")
    ANSWERS = "answers", gettext_lazy("Answers")


@dataclass(frozen=True)
class Column:
    """``group`` is what it is about; ``care`` how what stands in it is kept; ``question_id`` of which question it holds the
    answers.
    """

    key: str
    label: str
    cell: Cell
    group: str = Group.REGISTRATION
    care: str = Care.ORDINARY
    question_id: int | None = None


def columns_for(reader: Reader, meeting: Meeting) -> list[Column]:
    """Those that this reader may take: sensitive ones organisers and staff, what security asks who is named for it."""
    cares = {Care.ORDINARY}
    if reads_sensitive(reader, meeting):
        cares.add(Care.SENSITIVE)
    if _reads_security(reader, meeting):
        cares.add(Care.SECURITY)
    questions = list(meeting.questions.filter(care__in=cares))
    for question in questions:
        question.meeting = meeting
    return [*_of_rows(), *_of_claims(meeting), *_of_consents(), *map(_of_question, questions)]


def _reads_security(reader: Reader, meeting: Meeting) -> bool:
    readers = RegistrationSettings.security_readers.through.objects
    named = readers.filter(registrationsettings__meeting=meeting, person=reader.person)
    return reader.person is not None and named.exists()


def _of_rows() -> list[Column]:
    return [
        Column("name", _("Name"), lambda row: row.person.name, Group.PERSON),
        Column("email", _("E-mail"), lambda row: row.person.email or "", Group.PERSON),
        Column("city", _("City"), lambda row: row.city.name if row.city else "", Group.PERSON),
        Column(
            "country", _("Country"), lambda row: row.city.country if row.city else "", Group.PERSON
        ),
        Column("organisation", _("Organisation"), lambda row: row.organisation, Group.PERSON),
        Column("role", _("Role in the delegation"), lambda row: row.role, Group.PERSON),
        Column("guest", _("Guest"), lambda row: _("Yes") if row.is_guest else "", Group.PERSON),
        Column("state", _("State"), lambda row: row.get_state_display()),
        Column("registered", _("Registered on"), lambda row: _day(row, row.registered_at)),
        Column("ended", _("Ended on"), lambda row: _day(row, row.ended_at)),
        Column("reason", _("Reason"), lambda row: row.reason),
        Column("note", _("Note of those who prepare"), lambda row: row.note),
    ]


def _of_claims(meeting: Meeting) -> list[Column]:
    titles = {ROOM: _("In the room"), ONLINE: _("Online")}
    found = [
        (place, titles[ROOM if place.what == ROOM else ONLINE]) for place in places_of(meeting)
    ]
    options = [(Place(Claim.What.OPTION, one.pk), one.title) for one in meeting.options.all()]
    return [
        Column(f"{place.what}-{place.option_id or 0}", title, partial(_claim, place))
        for place, title in [*found, *options]
    ]


def _of_consents() -> list[Column]:
    labels = {
        RegistrationConsent.Kind.EMAIL: _("Participants see the e-mail"),
        RegistrationConsent.Kind.PUBLIC: _("Name in the public list"),
        RegistrationConsent.Kind.PHOTOGRAPHS: _("Agrees to photographs"),
    }
    listed = Column(
        "objected",
        _("Not in any list"),
        lambda row: _("Yes") if row.objected_at else "",
        Group.OTHERS,
    )
    agreed = (
        Column(f"consent-{kind}", label, partial(_agreed, kind), Group.OTHERS)
        for kind, label in labels.items()
    )
    return [*agreed, listed]


def _of_question(question: Question) -> Column:
    key, cell = f"question-{question.pk}", partial(_answer, question)
    return Column(key, question.label, cell, Group.ANSWERS, question.care, question.pk)


# Cells --------------------------------------------------------------------------------------------


def _day(row: Registration, at: object) -> str:
    """As sheets sort it."""
    return f"{timezone.localtime(at, row.meeting.zone):%Y-%m-%d}" if at else ""  # type: ignore[arg-type]


def _claim(place: Place, row: Registration) -> str:
    """How the last of its claims to that stands."""
    mine = [one for one in row.claims.all() if place_of(one) == place]
    return max(mine, key=lambda one: one.pk).get_state_display() if mine else ""


def _agreed(kind: str, row: Registration) -> str:
    return _("Yes") if any(one.kind == kind for one in row.consents.all()) else ""


def _answer(question: Question, row: Registration) -> str:
    given = (one.value for one in row.answers.all() if one.question_id == question.pk)
    return said_of(question, next(given, None))


# The list -----------------------------------------------------------------------------------------


def taken(
    meeting: Meeting, columns: Sequence[Column], states: Collection[str]
) -> tuple[list[str], list[list[str]]]:
    """Headings and rows, by city and name. Four queries; no answer is read that is in none of the columns."""
    asked = [one.question_id for one in columns if one.question_id]
    standing = RegistrationConsent.objects.filter(withdrawn_at__isnull=True)
    rows = (
        Registration.objects.filter(meeting=meeting, state__in=states)
        .select_related("person", "city")
        .prefetch_related(
            "claims",
            Prefetch("consents", standing),
            Prefetch("answers", Answer.objects.filter(question__in=asked)),
        )
        .order_by("city__name_key", "person__name_key", "pk")
    )
    lines = []
    for row in rows:
        row.meeting = meeting
        lines.append([column.cell(row) for column in columns])
    return [column.label for column in columns], lines
