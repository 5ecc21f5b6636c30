"""A meeting's registration while it is changed: its row is taken, its seats are counted, each change is checked and told.

Every verb of registration works within ``opened``, writes claims through the ``Book`` alone, and leaves to its end what
follows from the change: freed seats are offered, each registration shows the best of its claims, mails are written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.registration import following, letters, seat_free
from visits.models import (
    Allotment,
    Claim,
    ClaimState,
    Meeting,
    Registration,
    RegistrationSettings,
)
from visits.models.claim_states import HOLDING, LIVING
from visits.registration import states
from visits.registration.seats import Place, main_place, place_of, places_of
from visits.registration.seen import seats_to_change
from visits.registration.states import Actor

# Who was told, and to whom a request has passed, is noted without the meeting's lock (docs/decisions/0135).
NOTED_ELSEWHERE: Final = frozenset({"id", "to_staff_at", "told_city_at", "told_staff_at"})
WRITTEN: Final = [
    field.name
    for field in Registration._meta.concrete_fields  # noqa: SLF001 - Django's own way
    if field.name not in NOTED_ELSEWHERE
]


class Book:
    """One meeting's registration under its lock. ``by`` acts as ``actor``; the portal has no person."""

    def __init__(self, meeting: Meeting, *, by: Person | None, actor: Actor) -> None:
        self.meeting, self.by, self.actor = meeting, by, actor
        self.seats = seats_to_change(meeting)
        self.settings = self.seats.settings
        # What each registration is told at the end: the mail that says most, by its pk.
        self.told: dict[int, str] = {}
        self.was: dict[int, str] = {}
        # Registrations as they are now, one row each, and those of them that are written at the end.
        self.rows: dict[int, Registration] = {}
        self.touched: dict[int, Registration] = {}
        self.reasons: dict[int, str] = {}
        self.freed: set[Place] = set()

    # Looking up -----------------------------------------------------------------------------------

    def registration(self, registration: Registration, version: int | None = None) -> Registration:
        """The row as it is now. Who saw another ``version`` of it is told so, and changes nothing."""
        self.read({registration.pk})
        found = self.rows.get(registration.pk)
        if found is None or (version is not None and found.version != version):
            raise ValidationError(states.CHANGED_MEANWHILE, code="changed")
        return self.touched.setdefault(found.pk, found)

    def look_up(self, claims: Collection[Claim]) -> None:
        """Read in one question whose ``claims`` these are, before anything is asked of ``claim.registration``."""
        self.read({one.registration_id for one in claims})

    def read(self, keys: set[int]) -> None:
        """Read those that are not yet, in one question."""
        if missing := keys - self.rows.keys():
            found = self.meeting.registrations.select_related("person", "city")
            self.know(*found.in_bulk(missing).values())

    def know(self, *registrations: Registration) -> None:
        """All claims of a registration share its row, so that it is changed in one place."""
        self.rows |= {one.pk: one for one in registrations}
        for registration in registrations:
            registration.meeting = self.meeting
            for claim in self.claims_of(registration):
                claim.registration, claim.meeting = registration, self.meeting

    def check_not_registered(self, person: Person) -> None:
        """Once is enough; who has ended may come again."""
        if self.meeting.registrations.living().filter(person=person).exists():
            raise ValidationError(
                _("%(name)s is registered for this meeting already.") % {"name": person.name},
                code="registered",
            )

    def check_published(self) -> None:
        """For a meeting that is cancelled, or over, nobody is given or asks for anything more."""
        if self.meeting.state != Meeting.State.PUBLISHED:
            raise ValidationError(_("There is no registration for this meeting."), code="closed")

    def claims_of(self, registration: Registration) -> list[Claim]:
        return [one for one in self.seats.claims if one.registration_id == registration.pk]

    def to_attend(self, registration: Registration) -> list[Claim]:
        return [one for one in self.claims_of(registration) if one.option_id is None]

    # Writing --------------------------------------------------------------------------------------

    def next_number(self) -> int:
        """The next place in line."""
        self.settings.last_number += 1
        RegistrationSettings.objects.filter(pk=self.settings.pk).update(
            last_number=self.settings.last_number
        )
        return self.settings.last_number

    def claim(
        self,
        registration: Registration,
        place: Place,
        *,
        verb: str,
        number: int,
        state: str | None = None,
        until_at: datetime | None = None,
    ) -> Claim:
        """A new claim: in ``state``, or with a seat if there is one for it, and else in line."""
        states.check(verb, states.NOTHING, self.actor)
        if place.option_id is None and place not in places_of(self.meeting):
            raise ValidationError(_("One cannot attend this meeting that way."))
        self._begin(registration)
        claim = Claim(
            registration=registration,
            meeting=self.meeting,
            what=place.what,
            option_id=place.option_id,
            city_id=registration.city_id,
            number=number,
            state=ClaimState.WAITING,
        )
        self._write(claim, verb, state or self.seat_or_line(claim), until_at)
        self.seats.claims.append(claim)
        self.seats.changed()
        return claim

    def change(
        self, claim: Claim, verb: str, state: str | None = None, until_at: datetime | None = None
    ) -> None:
        """Move a claim on by ``verb``: to ``state``, or to a seat if there is one for it, and else into the line."""
        states.check(verb, claim.state, self.actor)
        self.look_up([claim])
        self.touched.setdefault(claim.registration_id, claim.registration)
        if claim.option_id is None:
            self.was.setdefault(claim.registration_id, claim.state)
        if state is None:
            claim.state = ClaimState.WAITING
            state = self.seat_or_line(claim)
        self._write(claim, verb, state, until_at)
        if state not in LIVING:
            self.seats.claims.remove(claim)
        self.seats.changed()

    def _begin(self, registration: Registration) -> None:
        """Somebody has claims here now, and perhaps a right to seats that are kept."""
        self.rows[registration.pk] = self.touched[registration.pk] = registration
        if registration.allotment_id is not None:
            self.seats.entitled |= {registration.pk: registration.allotment_id}

    def seat_or_line(self, claim: Claim) -> str:
        """The state that a claim gets which nobody holds back any more."""
        is_stopped = self.seats.limit_in_line(claim) is not None
        return ClaimState.WAITING if is_stopped else ClaimState.CONFIRMED

    def _write(self, claim: Claim, verb: str, state: str, until_at: datetime | None) -> None:
        if state not in states.TRANSITIONS[verb].after:
            raise AssertionError(f"{verb} does not lead to {state}.")
        if state in HOLDING and not claim.is_holding:
            self._take_seat(claim)
        elif state not in HOLDING:
            self.freed |= {place_of(claim)} if claim.is_holding else set()
            claim.allotment, claim.takes_city_seat = None, False
        claim.state, claim.since_at, claim.until_at = state, timezone.now(), until_at
        claim.save()
        self._note(claim, verb)

    def _note(self, claim: Claim, verb: str) -> None:
        """Tell of it, and log it."""
        if claim.option_id is None:
            self.tell(claim.registration, states.mail_of(verb, claim.state))
        elif claim.registration_id not in self.told:
            self.tell(claim.registration, "registration_changed")
        LogEntry.objects.record(
            verb,
            claim.registration,
            by=self.by,
            meeting=self.meeting.pk,
            to=str(claim.state),
            what=str(claim.what),
            option=claim.option_id,
            actor=str(self.actor),
        )

    def _take_seat(self, claim: Claim) -> None:
        """One of those kept for the person, else one of the city's, else of all."""
        kept: Allotment | None = self.seats.allotment_for(claim)
        claim.allotment = kept
        claim.takes_city_seat = (
            kept is None
            and claim.city_id is not None
            and place_of(claim) == main_place(self.meeting)
            and self.settings.limits_cities_on(self.seats.today)
        )

    # Telling --------------------------------------------------------------------------------------

    def tell(self, registration: Registration, mail: str, reason: str = "") -> None:
        """One mail a registration, whatever happened to how many of its claims: the one that says most."""
        self.touched.setdefault(registration.pk, registration)
        if letters.says_more(mail, self.told.get(registration.pk, "")):
            self.told[registration.pk] = mail
        if reason:
            self.reasons[registration.pk] = reason

    # What follows ---------------------------------------------------------------------------------

    def by_portal(
        self, claim: Claim, verb: str, state: str, until_at: datetime | None = None
    ) -> None:
        """What follows by itself, whoever caused it."""
        by, actor = self.by, self.actor
        self.by, self.actor = None, Actor.PORTAL
        try:
            self.change(claim, verb, state, until_at)
        finally:
            self.by, self.actor = by, actor

    def close(self) -> None:
        """Bring everything that was touched to what its claims say, and tell those concerned."""
        following.follow(self)
        for registration in self.touched.values():
            registration.version += 1
            if registration.pk in self.told:
                registration.calendar_sequence += 1
            registration.save(update_fields=WRITTEN)
        for pk, mail in self.told.items():
            registration = self.touched[pk]
            letters.tell(
                registration,
                mail,
                was=self.was.get(pk, ""),
                reason=self.reasons.get(pk, ""),
                seats=self.seats,
            )
        seat_free.tell_staff(self)

    # Handing on -----------------------------------------------------------------------------------

    def hand_over(self, claim: Claim, to: Registration) -> None:
        """The same claim goes on for ``to``: its state, its place in line and the seat that it holds, which may be one
        more than there are by now; behind stays how it ended for who gave it up.
        """
        self.look_up([claim])
        states.check("substitute", claim.state, self.actor)
        states.check("take_over", states.NOTHING, self.actor)
        ended = Claim.objects.create(
            registration=claim.registration,
            meeting=self.meeting,
            what=claim.what,
            option_id=claim.option_id,
            city_id=claim.city_id,
            number=claim.number,
            asked_at=claim.asked_at,
            state=ClaimState.WITHDRAWN,
        )
        self.touched.setdefault(claim.registration_id, claim.registration)
        self._begin(to)
        self._note(ended, "substitute")
        claim.registration = to
        claim.save(update_fields=["registration"])
        self._note(claim, "take_over")
        self.seats.changed()


@contextmanager
def opened(
    meeting: Meeting, *, by: Person | None, actor: Actor, for_ever: bool = False
) -> Iterator[Book]:
    """The book of a meeting, whose row is taken first, in a transaction that has begun; at the end what follows is done and
    told. Raises ValidationError where registration is not made here; ``for_ever`` also works once it is not any more.
    """
    book = Book(rows.take(meeting), by=by, actor=actor)
    if not book.settings.is_here and not for_ever:
        raise ValidationError(_("Registration for this meeting is not made here."))
    yield book
    book.close()
