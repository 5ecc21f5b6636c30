"""Two at once, on connections of their own, for each transition that counts seats: never one seat more than there are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import make_city, make_person
from tests.racing import race
from tests.registrations import (
    make_allotment,
    make_claim,
    make_open_meeting,
    make_option,
    make_registration,
)
from visits.actions.registration.approving import approve, select
from visits.actions.registration.changing import change_wish
from visits.actions.registration.keeping import keep_seat_for
from visits.actions.registration.leaving import cancel, substitute
from visits.actions.registration.offering import accept_offer, give_seat, offer_seat, see_to
from visits.actions.registration.registering import accept_invitation, register
from visits.models import Claim, Meeting, Registration, RegistrationSettings
from visits.models.claim_states import HOLDING
from visits.registration.states import Actor
from visits.registration.wishes import Attend, Wish

pytestmark = pytest.mark.django_db(transaction=True)

ROOM = Wish(Attend.ROOM)
Act = Callable[[], Any]


def both(first: Act, second: Act) -> list[Any]:
    """What came of each, begun at the same instant."""
    turns = [first, second]
    return race(lambda: turns.pop()(), times=2)  # noqa: PLW0108 - each its own


def held(meeting: Meeting) -> int:
    return Claim.objects.filter(meeting=meeting, option=None, state__in=HOLDING).count()


def states(meeting: Meeting) -> list[str]:
    return sorted(meeting.registrations.values_list("state", flat=True))


def registering(meeting: Meeting, **given: Any) -> Act:
    city = given.pop("city", None) or make_city()
    person = given.pop("person", None) or make_person(city=city)
    given = {"wish": ROOM, "by": person, "actor": Actor.PERSON} | given
    return lambda: register(meeting=meeting, person=person, city=city, **given)


def of_staff(act: Callable[..., Any], **given: Any) -> Act:
    return lambda: act(by=None, actor=Actor.STAFF, **given)


def by_itself(act: Callable[..., Any], **given: Any) -> Act:
    return lambda: act(by=None, actor=Actor.PERSON, **given)


def test_two_register_for_the_last_seat() -> None:
    meeting = make_open_meeting(room_seats=1)

    both(registering(meeting), registering(meeting))

    assert states(meeting) == ["confirmed", "waiting"]


def test_two_of_one_city_register_for_its_last_seat() -> None:
    meeting, city = make_open_meeting(room_seats=9, seats_per_city=1), make_city()

    both(registering(meeting, city=city), registering(meeting, city=city))

    assert states(meeting) == ["confirmed", "waiting"]


def test_two_take_the_last_seat_that_is_kept() -> None:
    host = make_city("Brno")
    meeting = make_open_meeting(room_seats=9, seats_per_city=1, hosts=(host,))
    make_allotment(meeting, seats=1)

    both(registering(meeting, city=host), registering(meeting, city=host))

    seats = Claim.objects.filter(meeting=meeting).values_list("allotment__kind", "takes_city_seat")
    assert set(seats) == {("host", False), (None, True)}


def test_two_who_wait_are_given_the_last_seat_that_is_kept() -> None:
    meeting = make_open_meeting(room_seats=1)
    make_allotment(meeting, "staff", seats=1)
    waiting = [make_registration(meeting=meeting, state="waiting") for _ in range(2)]

    both(*[of_staff(keep_seat_for, registration=one, kind="staff") for one in waiting])

    assert states(meeting) == ["confirmed", "waiting"]
    assert meeting.registrations.filter(allotment__kind="staff").count() == 2


def test_one_person_registers_twice() -> None:
    meeting, city = make_open_meeting(room_seats=9), make_city()
    person = make_person(city=city)

    answers = both(*[registering(meeting, person=person, city=city) for _ in range(2)])

    assert states(meeting) == ["confirmed"]
    assert sum(isinstance(answer, ValidationError) for answer in answers) == 1


def test_two_requests_are_approved_for_the_last_seat() -> None:
    meeting = make_open_meeting(room_seats=1)
    asked = [
        make_registration(
            meeting=meeting, state="pending", approval="staff", to_staff_at=timezone.now()
        )
        for _ in range(2)
    ]

    both(*[of_staff(approve, registration=one) for one in asked])

    assert states(meeting) == ["confirmed", "waiting"]


def test_two_selections_are_answered_once() -> None:
    meeting = make_open_meeting(room_seats=1, allocation="by_selection", closes_at=timezone.now())
    asked = [make_registration(meeting=meeting, state="pending") for _ in range(2)]

    answers = both(
        *[of_staff(select, meeting=meeting, chosen={one.pk}, others_wait=True) for one in asked]
    )

    assert states(meeting) == ["confirmed", "waiting"]
    assert sum(isinstance(answer, ValidationError) for answer in answers) == 1


def test_two_invitations_are_accepted_for_the_last_seat() -> None:
    meeting = make_open_meeting(room_seats=1)
    invited = [make_registration(meeting=meeting, state="invited") for _ in range(2)]

    both(*[by_itself(accept_invitation, registration=one, wish=ROOM) for one in invited])

    assert states(meeting) == ["confirmed", "waiting"]


def test_an_offer_is_accepted_while_it_runs_out() -> None:
    meeting = make_open_meeting(room_seats=1)
    offered = make_registration(meeting=meeting, state="offered")
    make_registration(meeting=meeting, state="waiting")
    Claim.objects.filter(registration=offered).update(until_at=timezone.now())

    both(
        by_itself(accept_offer, claim=offered.claims.get()),
        lambda: see_to(meeting=meeting, by=None),
    )

    assert states(meeting) == ["lapsed", "offered"]


def test_a_freed_seat_is_offered_once_whoever_comes_meanwhile() -> None:
    meeting = make_open_meeting(room_seats=1)
    leaver = make_registration(meeting=meeting)
    make_registration(meeting=meeting, state="waiting")

    both(by_itself(cancel, registration=leaver), registering(meeting))

    assert states(meeting) == ["cancelled", "offered", "waiting"]


@pytest.mark.parametrize("act", [give_seat, offer_seat])
def test_two_are_named_for_the_last_seat(act: Callable[..., Any]) -> None:
    meeting = make_open_meeting(room_seats=1)
    waiting = [make_registration(meeting=meeting, state="waiting") for _ in range(2)]

    both(*[of_staff(act, claim=one.claims.get()) for one in waiting])

    assert held(meeting) == 1


def test_two_ask_for_the_last_seat_at_dinner() -> None:
    meeting = make_open_meeting(room_seats=9)
    wish = Wish(Attend.ROOM, frozenset({make_option(meeting, seats=1).pk}))
    confirmed = [make_registration(meeting=meeting) for _ in range(2)]

    both(*[by_itself(change_wish, registration=one, wish=wish) for one in confirmed])

    dining = Claim.objects.filter(meeting=meeting, option__isnull=False)
    assert sorted(dining.values_list("state", flat=True)) == ["confirmed", "waiting"]


def test_two_take_one_place() -> None:
    meeting, city = make_open_meeting(room_seats=1), make_city()
    first = make_registration(meeting=meeting, person=make_person(city=city))
    colleagues = [make_person(city=city) for _ in range(2)]

    both(*[by_itself(substitute, registration=first, person=one) for one in colleagues])

    assert states(meeting) == ["confirmed", "withdrawn"]


def test_a_place_is_cancelled_while_somebody_takes_it() -> None:
    meeting, city = make_open_meeting(room_seats=1), make_city()
    first = make_registration(meeting=meeting, person=make_person(city=city))
    make_registration(meeting=meeting, state="waiting")
    colleague = make_person(city=city)

    both(
        by_itself(cancel, registration=first),
        by_itself(substitute, registration=first, person=colleague),
    )

    assert states(meeting) in (
        ["cancelled", "offered"],
        ["confirmed", "waiting", "withdrawn"],
    )


def test_seats_are_lowered_while_somebody_registers() -> None:
    meeting = make_open_meeting(room_seats=1)

    def lower() -> None:
        with transaction.atomic():
            Meeting.objects.select_for_update().get(pk=meeting.pk)
            RegistrationSettings.objects.filter(meeting=meeting).update(room_seats=0)

    both(lower, registering(meeting))

    assert states(meeting) in (["confirmed"], ["waiting"])


def test_the_database_itself_refuses_one_too_many_of_two_at_once() -> None:
    meeting = make_open_meeting(room_seats=1)
    waiting = [make_registration(meeting=meeting, state="waiting") for _ in range(2)]

    def confirm(registration: Registration) -> Act:
        return lambda: registration.claims.update(state="confirmed")

    answers = both(*map(confirm, waiting))

    assert sum(isinstance(answer, IntegrityError) for answer in answers) == 1
    assert held(meeting) == 1


def test_the_database_refuses_one_too_many_of_a_city_and_of_an_option() -> None:
    meeting = make_open_meeting(room_seats=9, seats_per_city=1)
    first = make_registration(meeting=meeting)
    Claim.objects.filter(registration=first).update(takes_city_seat=True)
    second = make_registration(meeting=meeting, city=first.city)
    dinner = make_option(meeting, seats=0)

    with pytest.raises(IntegrityError, match="seats of the city are taken"):
        Claim.objects.filter(registration=second).update(takes_city_seat=True)
    with pytest.raises(IntegrityError, match="seats are taken"):
        make_claim(second, what="option", option=dinner)
