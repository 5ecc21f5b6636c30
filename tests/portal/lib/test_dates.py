"""Days, months and time zones in words."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from portal.lib.dates import DayGraphic, day_graphic, day_range, month_heading, when, zone_names


@dataclass
class Some:
    starts_on: date | None = None
    ends_on: date | None = None
    month_on: date | None = None
    is_tentative: bool = False


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 2, 23), date(2026, 2, 24), "23–24 February 2026"),
        (date(2026, 5, 30), date(2026, 6, 1), "30 May – 1 June 2026"),
        (date(2026, 12, 28), date(2027, 1, 2), "28 December 2026 – 2 January 2027"),
        (date(2026, 6, 1), date(2027, 6, 1), "1 June 2026 – 1 June 2027"),
        (date(2027, 3, 11), date(2027, 3, 11), "11 March 2027"),
    ],
)
def test_a_range_of_days_names_each_month_and_year_once(
    first: date, last: date, words: str
) -> None:
    assert day_range(first, last) == words


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        (Some(date(2026, 6, 1), date(2026, 6, 2)), "1–2 June 2026"),
        (
            Some(date(2026, 6, 1), date(2026, 6, 2), is_tentative=True),
            "1–2 June 2026 (to be confirmed)",
        ),
        (Some(month_on=date(2026, 6, 1), is_tentative=True), "June 2026 (to be confirmed)"),
        (Some(is_tentative=True), "dates to be agreed"),
        (Some(), "dates to be agreed"),
    ],
)
def test_when_says_whether_the_days_may_change(dated: Some, words: str) -> None:
    assert when(dated) == words


@pytest.mark.parametrize(
    ("dated", "graphic"),
    [
        (Some(date(2026, 2, 23), date(2026, 2, 24)), DayGraphic("23–24", "February 2026")),
        (Some(date(2027, 3, 11), date(2027, 3, 11)), DayGraphic("11", "March 2027")),
        (Some(date(2026, 5, 30), date(2026, 6, 1)), DayGraphic("30–1", "May – June 2026")),
        (
            Some(date(2026, 12, 28), date(2027, 1, 2)),
            DayGraphic("28–2", "December 2026 – January 2027"),
        ),
        (Some(month_on=date(2026, 6, 1)), DayGraphic("June", "2026", is_word=True)),
        (Some(), DayGraphic("Dates", "to be agreed", is_word=True)),
    ],
)
def test_the_graphic_has_a_large_and_a_small_line(dated: Some, graphic: DayGraphic) -> None:
    assert day_graphic(dated) == graphic


@pytest.mark.parametrize(
    ("zone", "days", "names"),
    [
        ("Europe/Rome", [date(2026, 2, 23), date(2026, 2, 24)], "CET"),
        ("Europe/Rome", [date(2026, 6, 1)], "CEST"),
        ("Europe/Rome", [date(2026, 3, 28), date(2026, 3, 29)], "CET and CEST"),
        ("Europe/Istanbul", [date(2026, 6, 1)], "UTC+03"),
    ],
)
def test_a_zone_has_the_name_its_clocks_have_on_these_days(
    zone: str, days: list[date], names: str
) -> None:
    assert zone_names(ZoneInfo(zone), days) == names


def test_a_list_without_a_month_has_a_heading() -> None:
    assert month_heading(date(2026, 6, 1)) == "June 2026"
    assert month_heading(None) == "Dates to be agreed"
