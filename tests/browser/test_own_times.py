"""Beside the times of an agenda stands what the reader's own clock shows, where that is anything else."""

from datetime import date, time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.factories import make_city, make_day, make_item, make_meeting, make_release

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _agenda() -> None:
    meeting = make_meeting(
        "Homes",
        slug="brno-2027-06",
        hosts=(make_city("Brno", time_zone="Europe/Prague"),),
        starts_on=date(2027, 6, 1),
        time_zone="Europe/Prague",
    )
    day = make_day(meeting=meeting)
    make_item("Welcome", day=day, starts=time(9, 30), ends=time(11))
    make_item("Dinner", day=day, starts=time(19), ends=time(23, 30))
    make_release(meeting)


@pytest.mark.parametrize(
    ("zone", "beside"),
    [
        ("Europe/Athens", ["10:30–12:00 your time", "20:00–2 June, 00:30 your time"]),
        ("Atlantic/Reykjavik", ["07:30–09:00 your time", "17:00–21:30 your time"]),
        ("Europe/Rome", []),
    ],
)
def test_the_readers_clock(open_browser: Open, zone: str, beside: list[str]) -> None:
    page = open_browser(timezone_id=zone)
    page.goto("/meetings/brno-2027-06/agenda/")

    expect(page.locator(".slot-time time").first).to_have_text("09:30")
    expect(page.locator(".slot-time small")).to_have_text(beside)
    expect(page.get_by_text("times in Brno (CEST)")).to_be_visible()
