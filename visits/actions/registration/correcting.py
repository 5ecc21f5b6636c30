"""Correcting a registration for somebody, at the desk: role, organisation, a guest's name and address, ordinary answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.models import LogEntry
from visits.actions.registration.answers import keep
from visits.actions.registration.book import opened
from visits.models import Question, Registration
from visits.registration.correcting import is_corrected_here, may_be_corrected
from visits.registration.states import CHANGED_MEANWHILE, Actor

if TYPE_CHECKING:
    from collections.abc import Collection

    from visits.registration.saying import Given

TAKEN: Final = _(
    "Somebody else has this address. Nothing was changed. If they are the one who comes, withdraw this registration and "
    "add that person instead."
)


@dataclass(frozen=True)
class Correction:
    """What is right. ``guest`` is a name and an address, for who may be corrected here at all."""

    role: str = ""
    organisation: str = ""
    guest: tuple[str, str | None] | None = None
    answers: Collection[Given] = field(default_factory=tuple)


@transaction.atomic
def correct(
    *,
    registration: Registration,
    correction: Correction,
    by: Person | None,
    version: int | None = None,
) -> Registration:
    """Write what is right, and tell the person that it changed. No consents and nothing sensitive: these nobody gives
    for somebody else. Whoever prepares the meeting may.
    """
    # No claim is changed, so that nobody's standing is noted.
    with opened(registration.meeting, by=by, actor=Actor.STAFF, for_ever=True) as book:
        found = book.registration(registration, version)
        if not may_be_corrected(found):
            raise ValidationError(CHANGED_MEANWHILE, code="state")
        fields = _write_row(found, correction)
        if correction.guest is not None:
            fields += _write_guest(found, *correction.guest)
        questions = _write_answers(found, correction.answers)
        if not fields and not questions:
            return found
        book.tell(found, "registration_changed")
        facts = {"meeting": found.meeting_id, "fields": fields, "questions": questions}
        LogEntry.objects.record("correct_registration", found, by=by, **facts)
    return found


def _write_row(registration: Registration, correction: Correction) -> list[str]:
    wanted = {"role": correction.role, "organisation": correction.organisation}
    changed = [name for name, words in wanted.items() if getattr(registration, name) != words]
    for name in changed:
        setattr(registration, name, wanted[name])
    registration.clean_fields(exclude=["meeting", "person", "city", "allotment", "registered_by"])
    return changed


def _write_guest(registration: Registration, name: str, email: str | None) -> list[str]:
    """Of a guest who is here alone. With another address the link is another: whoever got the old one is let in no more,
    and whoever gets the new one reads nothing of what was told, and has agreed to nothing.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=registration.person_id)
    registration.person = person
    changed = [
        key
        for key, before, now in (("name", person.name, name), ("email", person.email, email))
        if before != now
    ]
    if not changed:
        return []
    if not is_corrected_here(registration):
        raise ValidationError(CHANGED_MEANWHILE, code="state")
    person.name, person.email = name, email
    if "email" in changed:
        registration.link_number += 1
        registration.answers.all().delete()
        registration.consents.all().delete()
        registration.answered_at, registration.copy_to = None, ""
    try:
        with transaction.atomic():
            person.save(update_fields=["name", "name_key", "email"])
    except IntegrityError:
        raise ValidationError({"email": TAKEN}) from None
    return changed


def _write_answers(registration: Registration, answers: Collection[Given]) -> list[int]:
    """Ordinary ones alone. Who cannot be asked has answered by this; others are still asked for the rest."""
    before: Mapping[int, object] = dict(registration.answers.values_list("question", "value"))
    changed = [
        given
        for given in answers
        if given.question.care == Question.Care.ORDINARY
        and before.get(given.question.pk) != given.value
    ]
    for given in changed:
        keep(registration, given)
    if changed and not registration.person.email and registration.answered_at is None:
        registration.answered_at = timezone.now()
    return [given.question.pk for given in changed]
