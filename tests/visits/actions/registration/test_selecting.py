"""Seats given by selection: who is answered, who is left to a city, and what becomes of whom it approves afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.registrations import make_open_meeting, make_registration
from visits.actions.registration.approving import approve, select
from visits.actions.registration.leaving import cancel
from visits.models import ClaimState, Meeting, Registration, RegistrationSettings
from visits.registration.states import Actor

pytestmark = pytest.mark.django_db

BY_STAFF: dict[str, Any] = {"others_wait": True, "by": None, "actor": Actor.STAFF}
DAYS = timedelta(days=1)


def make_selection(**fields: Any) -> Meeting:
    over = timezone.now() - timedelta(hours=1)
    return make_open_meeting(allocation="by_selection", closes_at=over, **fields)


def asked_of_city(meeting: Meeting) -> Registration:
    """A request that its city may still answer alone."""
    asked: dict[str, Any] = {"approval": "city", "to_staff_at": timezone.now() + 3 * DAYS}
    return make_registration(meeting=meeting, state="pending", **asked)


def states(meeting: Meeting) -> list[str]:
    return list(meeting.registrations.order_by("pk").values_list("state", flat=True))


def test_a_selection_answers_all_at_once() -> None:
    meeting = make_selection(room_seats=1)
    _other, chosen = (make_registration(meeting=meeting, state="pending") for _ in range(2))

    select(meeting=meeting, chosen={chosen.pk}, **BY_STAFF)

    assert states(meeting) == ["waiting", "confirmed"]


def test_whom_the_city_approves_afterwards_waits_at_the_place_of_the_request() -> None:
    meeting = make_selection(room_seats=1)
    of_city = asked_of_city(meeting)
    chosen, other = (make_registration(meeting=meeting, state="pending") for _ in range(2))

    with pytest.raises(ValidationError, match="still waits for the answer of the city"):
        select(meeting=meeting, chosen={of_city.pk}, **BY_STAFF)
    number = select(meeting=meeting, chosen={chosen.pk}, **BY_STAFF)
    approve(registration=of_city, by=None, actor=Actor.CITY)

    assert (number, states(meeting)) == (2, ["waiting", "confirmed", "waiting"])
    cancel(registration=chosen, by=chosen.person, actor=Actor.PERSON)
    assert states(meeting) == ["offered", "cancelled", "waiting"]
    assert other.claims.get().state == ClaimState.WAITING


@pytest.mark.parametrize(("days", "state"), [(30, "offered"), (5, "waiting")])
def test_who_was_not_selected_is_offered_a_free_seat_and_given_none(days: int, state: str) -> None:
    begins = timezone.localdate() + days * DAYS
    meeting = make_selection(room_seats=2, starts_on=begins, ends_on=begins)
    of_city = asked_of_city(meeting)
    chosen = make_registration(meeting=meeting, state="pending")
    select(meeting=meeting, chosen={chosen.pk}, **BY_STAFF)

    approve(registration=of_city, by=None, actor=Actor.CITY)

    assert states(meeting) == [state, "confirmed"]


@pytest.mark.parametrize("waits_for_city", [True, False])
def test_a_selection_that_answers_nobody_is_refused_and_still_to_be_made(
    waits_for_city: bool,
) -> None:
    meeting = make_selection(room_seats=2)
    if waits_for_city:
        asked_of_city(meeting)

    with pytest.raises(ValidationError, match=r"no request to answer yet\. Nothing was done"):
        select(meeting=meeting, chosen=(), **BY_STAFF)

    assert RegistrationSettings.objects.get(meeting=meeting).selected_at is None
