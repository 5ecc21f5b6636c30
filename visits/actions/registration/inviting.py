"""Inviting several at once: people who are known, whole groups, and guests whose names and addresses were pasted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from members.models import City, Person
from visits.actions.registration.book import opened
from visits.actions.registration.guests import known_or_guest
from visits.actions.registration.keeping import allotment_in, entitle
from visits.actions.registration.registering import check_window, invite_in
from visits.actions.registration.several import Outcome
from visits.models import Meeting
from visits.registration.standing import speaks_for
from visits.registration.states import Actor


@dataclass(frozen=True)
class Invitee:
    """Somebody to invite: a person with the city for which to come, or a name with an address."""

    person: Person | None = None
    city: City | None = None
    name: str = ""
    email: str = ""
    organisation: str = ""


@transaction.atomic
def invite_all(
    *,
    meeting: Meeting,
    invitees: Sequence[Invitee],
    until_at: datetime | None,
    by: Person | None,
    actor: Actor,
    kept: str = "",
) -> Outcome:
    """Invite each in turn; who is registered or invited already is left, and named. Nobody is invited twice.

    ``kept`` says for whom the seats are that they would take, where that does not follow from who comes.
    """
    outcome = Outcome()
    with opened(meeting, by=by, actor=actor) as book:
        check_window(book)
        allotment = allotment_in(book, kept) if kept else None
        for one in invitees:
            person = one.person or known_or_guest(name=one.name, email=one.email, by=by)
            given = {
                "organisation": one.organisation,
                "is_guest": not speaks_for(person, one.city),
            }
            try:
                invited = invite_in(book, person, city=one.city, until_at=until_at, **given)
            except ValidationError as error:
                outcome.leave(str(person), error)
            else:
                if kept:
                    entitle(book, invited, allotment)
                outcome.done.append(invited)
    return outcome
