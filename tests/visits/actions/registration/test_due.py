"""What only time changes: how long an offer lasts by a city's calendar, and seats that a day sets free for those who wait."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal.lib import jobs
from tests.factories import make_city, make_person
from tests.registrations import make_allotment, make_open_meeting, make_registration
from visits.actions.registration.leaving import cancel
from visits.actions.registration.offering import see_to_due
from visits.models import Claim, Meeting, Registration
from visits.registration.states import Actor

pytestmark = pytest.mark.django_db

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BRUSSELS)


def make_autumn_meeting(**fields: Any) -> Meeting:
    day = date(2026, 10, 20)
    return make_open_meeting(starts_on=day, ends_on=day, time_zone="Europe/Brussels", **fields)


@pytest.mark.parametrize(
    ("country_code", "until_at"),
    # The first of May 2026 is a Friday: a holiday in Belgium, none in the Netherlands.
    [("BE", at(2026, 5, 5, 10)), ("NL", at(2026, 5, 4, 10))],
)
def test_an_offer_lasts_two_working_days_of_the_citys_own_calendar(
    time_machine: Any, country_code: str, until_at: datetime
) -> None:
    time_machine.move_to(at(2026, 4, 30, 10), tick=False)
    meeting = make_autumn_meeting(room_seats=1, hosts=(make_city(country_code="GB"),))
    leaver = make_registration(meeting=meeting)
    city = make_city(country_code=country_code, time_zone="Europe/Brussels")
    waiting = make_registration(meeting=meeting, person=make_person(city=city), state="waiting")

    cancel(registration=leaver, by=leaver.person, actor=Actor.PERSON)

    claim = waiting.claims.get()
    assert (claim.state, claim.until_at) == ("offered", until_at)


def limited_by_its_city(meeting: Meeting) -> Registration:
    """Somebody waits, as the city has all its seats until the first of June."""
    city = make_city()
    meeting.registration_settings.seats_per_city = 1
    meeting.registration_settings.city_limit_until = date(2026, 6, 1)
    meeting.registration_settings.save()
    make_registration(meeting=meeting, city=city)
    Claim.objects.update(takes_city_seat=True)
    return make_registration(meeting=meeting, person=make_person(city=city), state="waiting")


def limited_by_what_is_kept(meeting: Meeting) -> Registration:
    """Somebody waits, as the one seat left is kept for the host until the first of June."""
    make_registration(meeting=meeting)
    make_allotment(meeting, kind="host", seats=1, until_on=date(2026, 6, 1))
    return make_registration(meeting=meeting, state="waiting")


@pytest.mark.parametrize("limited", [limited_by_its_city, limited_by_what_is_kept])
def test_seats_that_a_day_sets_free_are_offered_by_the_clock(
    time_machine: Any, limited: Callable[[Meeting], Registration]
) -> None:
    time_machine.move_to(at(2026, 5, 20, 10), tick=False)
    waiting = limited(make_autumn_meeting(room_seats=2))
    states = []

    for moment in (at(2026, 5, 31, 23, 59), at(2026, 6, 1, 0, 1)):
        time_machine.move_to(moment, tick=False)
        see_to_due()
        jobs.run_due()
        states.append(waiting.claims.get().state)

    assert states == ["waiting", "offered"]
