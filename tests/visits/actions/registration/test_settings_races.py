"""Settings that change at the instant at which others register or set them, too."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_city, make_person
from tests.racing import race
from tests.registrations import make_open_meeting, make_registration
from visits.actions.registration.registering import register
from visits.actions.registration.settings import change_settings
from visits.models import ClaimState, Meeting, RegistrationSettings
from visits.registration.states import Actor
from visits.registration.wishes import Attend, Wish

pytestmark = pytest.mark.django_db(transaction=True)


def set_seats(meeting: Meeting, seats: int) -> Any:
    given = {"room_seats": seats}
    return change_settings(meeting=meeting, version=0, given=given, by=None, actor=Actor.STAFF)


def test_of_two_who_set_them_at_once_the_second_is_told() -> None:
    meeting = make_open_meeting(room_seats=1)
    turns = [5, 9]

    came = race(lambda: set_seats(meeting, turns.pop()), times=2)

    refused = [one for one in came if isinstance(one, ValidationError)]
    assert [one.code for one in refused] == ["changed"]
    assert RegistrationSettings.objects.get().version == 1


@pytest.mark.parametrize("seats", [1, 3])
def test_seats_change_while_others_register(seats: int) -> None:
    """From two, of which one is free, and one person waits for a seat that the city's limit keeps."""
    city = make_city()
    meeting = make_open_meeting(room_seats=2, seats_per_city=1)
    make_registration(meeting=meeting, city=city)
    make_registration(meeting=meeting, city=city, state=ClaimState.WAITING)
    people = [make_person(city=make_city()) for _ in range(3)]
    turns: list[Any] = [None, *people]

    def act() -> Any:
        person = turns.pop()
        if person is None:
            return set_seats(meeting, seats)
        return register(
            meeting=meeting,
            person=person,
            city=person.posts.get().city,
            wish=Wish(Attend.ROOM),
            by=person,
            actor=Actor.PERSON,
        )

    came = race(act, times=4)

    assert [one for one in came if isinstance(one, Exception)] == []
    held = meeting.claims.holding().count()
    # Lowered before or after the second seat was taken: it is never given after.
    assert held in ({1, 2} if seats == 1 else {3})
    assert RegistrationSettings.objects.get().room_seats == seats
