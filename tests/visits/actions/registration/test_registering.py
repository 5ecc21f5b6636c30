"""Registering: who gets a seat, who waits, who is to be approved first."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.models import City, Person
from portal.lib import jobs
from portal.models import Message
from tests.factories import make_city, make_person, make_staff
from tests.registrations import (
    make_allotment,
    make_open_meeting,
    make_option,
)
from visits.actions.registration.approving import approve, refuse
from visits.actions.registration.changing import change_wish
from visits.actions.registration.leaving import cancel, substitute, withdraw
from visits.actions.registration.offering import accept_offer, decline, offer_seat, see_to_due
from visits.actions.registration.registering import accept_invitation, invite, register
from visits.models import Claim, Meeting, Registration
from visits.registration.states import Actor
from visits.registration.window import begins_at
from visits.registration.wishes import Attend, Wish

pytestmark = pytest.mark.django_db

ROOM = Wish(Attend.ROOM)


def ask(meeting: Meeting, city: City, wish: Wish = ROOM, **given: Any) -> Registration:
    """Somebody of the city registers."""
    person = given.pop("person", None) or make_person(city=city)
    given = {"by": person, "actor": Actor.PERSON} | given
    return register(meeting=meeting, person=person, city=city, wish=wish, **given)


def mails(person: Person) -> list[str]:
    return list(Message.objects.filter(person=person).order_by("pk").values_list("name", flat=True))


def test_seats_are_given_in_order_until_there_is_none() -> None:
    meeting = make_open_meeting(room_seats=2)
    states = [ask(meeting, make_city()).state for _ in range(4)]

    assert states == ["confirmed", "confirmed", "waiting", "waiting"]


def test_a_city_has_no_more_than_its_seats_while_they_limit() -> None:
    meeting = make_open_meeting(room_seats=10, seats_per_city=1)
    city = make_city()

    states = [ask(meeting, of).state for of in (city, city, make_city())]

    assert states == ["confirmed", "waiting", "confirmed"]


def test_a_freed_seat_is_offered_to_the_first_whom_no_limit_blocks() -> None:
    meeting = make_open_meeting(room_seats=2, seats_per_city=1)
    ghent, utrecht = make_city(), make_city()
    ask(meeting, ghent)
    leaver = ask(meeting, utrecht)
    blocked = ask(meeting, ghent)
    next_one = ask(meeting, make_city())

    cancel(registration=leaver, by=leaver.person, actor=Actor.PERSON)

    blocked.refresh_from_db()
    next_one.refresh_from_db()
    assert (blocked.state, next_one.state) == ("waiting", "offered")
    assert mails(next_one.person) == ["registration_waiting", "registration_offered"]


def test_an_offer_is_accepted_or_passed_on() -> None:
    meeting = make_open_meeting(room_seats=1)
    first, second, third = (ask(meeting, make_city()) for _ in range(3))
    cancel(registration=first, by=first.person, actor=Actor.PERSON)

    decline(claim=second.claims.get(), by=second.person, actor=Actor.PERSON)
    offered = third.claims.get()
    accept_offer(claim=offered, by=third.person, actor=Actor.PERSON)

    assert [one.state for one in Registration.objects.order_by("pk")] == [
        "cancelled",
        "declined",
        "confirmed",
    ]


def test_no_offer_lasts_longer_than_until_the_meeting_begins() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    meeting = make_open_meeting(room_seats=1, starts_on=tomorrow, ends_on=tomorrow)
    first, second = ask(meeting, make_city()), ask(meeting, make_city())
    cancel(registration=first, by=first.person, actor=Actor.PERSON)

    offer_seat(claim=second.claims.get(), by=make_person(office="staff"), actor=Actor.STAFF)

    assert second.claims.get().until_at == begins_at(meeting)


def test_what_ran_out_goes_to_the_next(time_machine: Any) -> None:
    meeting = make_open_meeting(room_seats=1)
    first, second, third = (ask(meeting, make_city()) for _ in range(3))
    cancel(registration=first, by=first.person, actor=Actor.PERSON)

    until_at = second.claims.get().until_at
    assert until_at is not None
    time_machine.move_to(until_at + timedelta(seconds=1))
    see_to_due()
    jobs.run_due()

    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == ("lapsed", "offered")


def test_approval_takes_a_seat_or_the_place_in_line_of_the_request() -> None:
    meeting = make_open_meeting(room_seats=1, approval="staff")
    early, late = ask(meeting, make_city()), ask(meeting, make_city())
    staff = make_person(office="staff")

    approve(registration=late, by=staff, actor=Actor.STAFF)
    approve(registration=early, by=staff, actor=Actor.STAFF)

    assert [one.state for one in Registration.objects.order_by("pk")] == ["waiting", "confirmed"]


def test_a_seat_online_is_kept_while_waiting_for_the_room() -> None:
    meeting = make_open_meeting(room_seats=1, mode="hybrid")
    first = ask(meeting, make_city())
    both = ask(meeting, make_city(), Wish(Attend.BOTH))
    assert both.state == "confirmed"

    cancel(registration=first, by=first.person, actor=Actor.PERSON)
    room = both.claims.get(what=Claim.What.ROOM)
    accept_offer(claim=room, by=both.person, actor=Actor.PERSON)

    assert set(both.claims.values_list("what", "state")) == {
        ("room", "confirmed"),
        ("online", "cancelled"),
    }


def test_an_option_waits_for_the_seat_at_the_meeting() -> None:
    meeting = make_open_meeting(room_seats=1)
    dinner = make_option(meeting, seats=1)
    wish = Wish(Attend.ROOM, frozenset({dinner.pk}))
    first, second = ask(meeting, make_city()), ask(meeting, make_city(), wish)
    assert second.claims.get(option=dinner).state == "waiting"

    cancel(registration=first, by=first.person, actor=Actor.PERSON)
    accept_offer(claim=second.claims.get(option=None), by=second.person, actor=Actor.PERSON)

    assert second.claims.get(option=dinner).state == "confirmed"


def test_kept_seats_are_outside_the_citys_until_their_day() -> None:
    meeting = make_open_meeting(room_seats=2, seats_per_city=1, hosts=(make_city("Brno"),))
    make_allotment(meeting, kind="host", seats=1)
    host = meeting.hosts.get()

    states = [ask(meeting, of).state for of in (host, host, make_city())]

    assert states == ["confirmed", "confirmed", "waiting"]


def test_seats_kept_for_staff_are_theirs_also_when_all_others_are_taken() -> None:
    meeting = make_open_meeting(room_seats=2)
    kept = make_allotment(meeting, kind="staff", seats=1)
    make_allotment(meeting, kind="speakers", seats=0)

    states = [ask(meeting, make_city()).state for _ in range(2)]
    colleague = make_staff()
    given: dict[str, Any] = {"by": colleague, "actor": Actor.PERSON}
    row = register(meeting=meeting, person=colleague, city=None, wish=ROOM, **given)

    assert (states, row.state) == (["confirmed", "waiting"], "confirmed")
    assert row.claims.get().allotment == kept


def test_a_substitute_takes_the_seat_and_nothing_else() -> None:
    meeting = make_open_meeting(room_seats=1, seats_per_city=1)
    city = make_city()
    first = ask(meeting, city, role="Mayor")
    colleague = make_person(city=city)

    taken = substitute(registration=first, person=colleague, by=first.person, actor=Actor.PERSON)

    first.refresh_from_db()
    assert (first.state, taken.state, taken.role) == ("withdrawn", "confirmed", "")


def test_an_invitation_is_accepted_into_the_line() -> None:
    meeting = make_open_meeting(room_seats=1)
    staff, guest = make_person(office="staff"), make_person()
    given: dict[str, Any] = {
        "by": staff,
        "actor": Actor.STAFF,
        "is_guest": True,
        "organisation": "Commission",
    }
    invited = invite(meeting=meeting, person=guest, city=None, **given)
    assert invited.state == "invited"

    accept_invitation(registration=invited, wish=ROOM, by=None, actor=Actor.PERSON)

    invited.refresh_from_db()
    assert invited.state == "confirmed"


def test_refused_and_withdrawn_with_a_reason() -> None:
    meeting = make_open_meeting(approval="city")
    city, staff = make_city(), make_person(office="staff")
    coordinator = make_person()
    coordinator.posts.create(city=city, kind="coordinator", starts_on="2010-01-01")
    asked = ask(meeting, city)
    assert asked.state == "pending"

    refuse(registration=asked, by=coordinator, actor=Actor.CITY, reason="Others go.")
    again = ask(meeting, city, by=coordinator, actor=Actor.CITY)
    withdraw(registration=again, by=staff, actor=Actor.STAFF, reason="Moved.")

    assert [one.state for one in Registration.objects.order_by("pk")] == ["refused", "withdrawn"]


def test_changing_gives_no_seat_up_for_a_place_in_line() -> None:
    meeting = make_open_meeting(room_seats=5, online_seats=0, mode="hybrid")
    asked = ask(meeting, make_city())

    with pytest.raises(ValidationError, match="keeps the one that is confirmed"):
        change_wish(
            registration=asked, wish=Wish(Attend.ONLINE), by=asked.person, actor=Actor.PERSON
        )

    assert asked.claims.get().state == "confirmed"
