"""Working days in a country's calendar: weekends, holidays, hours, and the clocks of the zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.lib.working_days import is_working_day, working_days_after

UTRECHT = {"country_code": "NL", "time_zone": "Europe/Amsterdam"}
BRNO = {"country_code": "CZ", "time_zone": "Europe/Prague"}


def at(text: str, zone: str = "Europe/Amsterdam") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("asked", "over"),
    [
        ("2026-11-02 10:00", "2026-11-05 10:00"),  # Monday to Thursday, at the same hour
        ("2026-11-05 23:30", "2026-11-10 23:30"),  # a weekend lies between
        ("2026-11-06 09:00", "2026-11-11 09:00"),  # asked on Friday
        ("2026-11-07 15:00", "2026-11-12 00:00"),  # on Saturday: Monday, Tuesday and Wednesday
        ("2026-11-08 23:59", "2026-11-12 00:00"),  # on Sunday as on Saturday
        ("2026-04-24 12:00", "2026-04-30 12:00"),  # King's Day, a Monday
        ("2026-04-27 12:00", "2026-05-01 00:00"),  # asked on King's Day itself
        ("2026-12-24 12:00", "2026-12-30 12:00"),  # two days of Christmas and a weekend
        ("2026-03-27 02:30", "2026-04-01 02:30"),  # over the night in which clocks change
    ],
)
def test_three_working_days_in_utrecht(asked: str, over: str) -> None:
    assert working_days_after(at(asked), 3, **UTRECHT) == at(over)


def test_each_country_has_its_own_holidays() -> None:
    thursday = "2026-11-12 09:00"  # the 17th, Tuesday, is a holiday in Czechia

    dutch = working_days_after(at(thursday), 3, **UTRECHT)
    czech = working_days_after(at(thursday, "Europe/Prague"), 3, **BRNO)

    assert (dutch.day, czech.day) == (17, 18)


def test_the_day_is_that_of_the_zone() -> None:
    """Late on Friday in UTC is Saturday in Helsinki."""
    asked = datetime(2026, 11, 13, 22, 30, tzinfo=UTC)

    over = working_days_after(asked, 1, country_code="FI", time_zone="Europe/Helsinki")

    assert over == at("2026-11-17 00:00", "Europe/Helsinki")


def test_where_no_calendar_is_known_weekends_alone_are_left_out() -> None:
    over = working_days_after(at("2026-12-25 09:00"), 1, country_code="XX", time_zone="UTC")

    assert (over.month, over.day) == (12, 28)
    assert is_working_day(datetime(2026, 12, 25, tzinfo=UTC).date(), "XX")


def test_none_is_at_once_on_a_working_day() -> None:
    assert working_days_after(at("2026-11-02 10:00"), 0, **UTRECHT) == at("2026-11-02 10:00")
