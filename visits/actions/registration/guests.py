"""Guests: who comes to one meeting without a login, by a signed link."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from members.models import City, Person
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.registration.leaving import substitute
from visits.actions.registration.registering import register
from visits.models import Meeting, Registration
from visits.registration.standing import speaks_for
from visits.registration.states import CHANGED_MEANWHILE, Actor
from visits.registration.wishes import Wish


@transaction.atomic
def known_or_guest(*, name: str, email: str | None, by: Person | None) -> Person:
    """The person of an address; else a new one without a login. Of two who add it at once the second finds the first's.

    Without an address there is always a new one: names are no proof.
    """
    known = Person.objects.filter(email=email.lower()) if email else Person.objects.none()
    if found := known.first():
        return found
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email, None, name=name, is_active=False)
    except (IntegrityError, ValidationError):
        if found := known.first():
            return found
        raise
    LogEntry.objects.record("add_person", person, by=by, office="")
    return person


@transaction.atomic
def substitute_by_name(
    *,
    registration: Registration,
    name: str,
    email: str,
    by: Person | None,
    actor: Actor,
    role: str = "",
    version: int | None = None,
) -> Registration:
    """Let somebody else come instead of who comes for no city, known by the address or new as a guest."""
    rows.take(registration.meeting)
    if registration.city_id is not None:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    return substitute(
        registration=registration,
        person=known_or_guest(name=name, email=email, by=by),
        by=by,
        actor=actor,
        role=role,
        version=version,
    )


@transaction.atomic
def add_by_hand(
    *,
    meeting: Meeting,
    wish: Wish,
    by: Person | None,
    actor: Actor,
    person: Person | None = None,
    name: str = "",
    email: str | None = None,
    city: City | None = None,
    organisation: str = "",
    role: str = "",
    kept: str = "",
) -> Registration:
    """Register somebody who is known, or whose name is given. Who holds no post in the city comes as its guest.

    ``kept`` says for whom the seat is, where that does not follow from who comes.
    """
    rows.take(meeting)
    found = person or known_or_guest(name=name, email=email, by=by)
    if found.erased_at is not None:
        raise ValidationError(_("This person was erased. Give the name and address anew."))
    return register(
        meeting=meeting,
        person=found,
        city=city,
        wish=wish,
        by=by,
        actor=actor,
        role=role,
        organisation=organisation,
        is_guest=not speaks_for(found, city),
        kept=kept,
    )
