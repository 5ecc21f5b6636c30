"""Whom a seat is kept for, where no row tells: said by hand when adding, inviting, or later."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from portal.models import LogEntry
from tests.factories import make_city, make_person, make_staff
from tests.registrations import make_allotment, make_open_meeting, make_registration
from visits.actions.registration.guests import add_by_hand
from visits.actions.registration.inviting import Invitee, invite_all
from visits.actions.registration.keeping import keep_seat_for
from visits.actions.registration.registering import accept_invitation
from visits.models import Claim, Meeting, Registration
from visits.registration.states import Actor
from visits.registration.wishes import Attend, Wish

pytestmark = pytest.mark.django_db

ROOM = Wish(Attend.ROOM)


def full_but_for_a_kept_seat(**fields: Any) -> Meeting:
    """One ordinary seat, which is taken, and one kept for staff."""
    meeting = make_open_meeting(room_seats=2, **fields)
    make_allotment(meeting, "staff", seats=1)
    make_registration(meeting=meeting)
    return meeting


def seat_of(row: Registration) -> tuple[str, str | None, bool]:
    claim = Claim.objects.select_related("allotment").get(registration=row)
    return claim.state, claim.allotment.kind if claim.allotment else None, claim.takes_city_seat


def keep(row: Registration, kind: str, actor: Actor = Actor.STAFF) -> None:
    row.refresh_from_db()
    keep_seat_for(registration=row, kind=kind, by=make_staff(), actor=actor, version=row.version)


@pytest.mark.parametrize(
    ("kept", "seat"),
    [
        ("staff", ("confirmed", "staff", False)),
        ("", ("waiting", None, False)),
        ("none", ("waiting", None, False)),
    ],
)
def test_an_interpreter_added_by_hand_has_the_seat_kept_for_staff(kept: str, seat: Any) -> None:
    meeting = full_but_for_a_kept_seat()

    row = add_by_hand(
        meeting=meeting,
        wish=ROOM,
        by=None,
        actor=Actor.STAFF,
        name="Interpreter one",
        organisation="Booth",
        kept=kept,
    )

    assert seat_of(row) == seat


def test_who_is_invited_for_a_kept_seat_takes_it() -> None:
    meeting = full_but_for_a_kept_seat()
    guest = Invitee(name="A. Guest", email="guest@example.org", organisation="Booth")

    invite_all(
        meeting=meeting, invitees=[guest], until_at=None, by=None, actor=Actor.STAFF, kept="staff"
    )
    row = Registration.objects.get(is_guest=True)
    accept_invitation(registration=row, wish=ROOM, by=None, actor=Actor.PERSON)

    assert seat_of(row) == ("confirmed", "staff", False)


@pytest.mark.parametrize(("actor", "state"), [(Actor.STAFF, "confirmed"), (Actor.CHAIR, "offered")])
def test_who_waits_gets_the_kept_seat(actor: Actor, state: str) -> None:
    meeting = full_but_for_a_kept_seat()
    first = make_registration(meeting=meeting, state="waiting")
    row = make_registration(meeting=meeting, state="waiting")

    keep(row, "staff", actor)

    assert seat_of(row) == (state, "staff", False)
    assert seat_of(first)[0] == "waiting"
    entry = LogEntry.objects.get(verb="keep_seat_for")
    assert entry.facts["kept"] == meeting.allotments.get().pk


def test_a_kept_seat_leaves_the_citys_to_a_colleague_and_is_given_back_only_for_another() -> None:
    city = make_city()
    meeting = make_open_meeting(room_seats=2, seats_per_city=1)
    make_allotment(meeting, "speakers", seats=1)
    row = make_registration(meeting=meeting, person=make_person(city=city))
    Claim.objects.update(takes_city_seat=True)
    colleague = make_registration(meeting=meeting, person=make_person(city=city), state="waiting")

    keep(row, "speakers")

    assert seat_of(row) == ("confirmed", "speakers", False)
    assert seat_of(colleague) == ("offered", None, True)
    with pytest.raises(ValidationError, match="gets no other one now"):
        keep(row, "none")
    assert seat_of(row) == ("confirmed", "speakers", False)


def test_only_who_decides_says_so_and_only_of_seats_that_are_kept() -> None:
    row = make_registration(meeting=full_but_for_a_kept_seat(), state="waiting")

    with pytest.raises(PermissionDenied):
        keep(row, "staff", Actor.CITY)
    with pytest.raises(ValidationError, match="No seats are kept"):
        keep(row, "host")
