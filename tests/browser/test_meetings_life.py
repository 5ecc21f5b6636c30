"""A meeting's life at the desk, in a real browser: axe finds nothing, nothing overflows, and a webinar asks for no host."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_pages import faults_of, overflowing, sign_in
from tests.factories import make_city, make_draft, make_group, make_meeting, make_staff
from visits.models import CountdownStep, Gathering

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def furnish() -> list[str]:
    """A draft over a clock change that follows another meeting, with one of everything that its pages show."""
    group, brno = make_group("Homes"), make_city("Brno", time_zone="Europe/Prague")
    milan = make_meeting("Milan", lead_group=group, starts_on=date(2026, 2, 23))
    step = CountdownStep.objects.create(
        meeting=milan, title="Block rooms", weeks_before=10, note="Hotel Uno"
    )
    CountdownStep.objects.create(meeting=milan, title="Bus", weeks_before=2)
    draft = make_draft(
        "Brno",
        lead_group=group,
        hosts=(brno, make_city("Riga", time_zone="Europe/Riga")),
        starts_on=date(2027, 3, 27),
        follows=milan,
        part_of=Gathering.objects.create(title="Week"),
        publish_refused="The agenda has a day outside the meeting's dates.",
    )
    CountdownStep.objects.create(
        meeting=draft, title="Block rooms", weeks_before=200, taken_from=step
    )
    parts = ("", "facts/", "dates/", "publish/", "organisers/", "gathering/", "next/", "countdown/")
    return [f"/manage/meetings/{draft.slug}/{part}" for part in parts]


def test_its_pages(open_browser: Open, live_server: Any) -> None:
    addresses = [*furnish(), "/manage/meetings/add/"]
    page, plain = open_browser(bypass_csp=True), open_browser()
    for each in (page, plain):
        sign_in(each, make_staff(), live_server)

    assert list(faults_of(page, addresses)) == []
    assert list(overflowing(plain, addresses)) == []


def test_what_a_meeting_will_be_is_told_while_it_is_filled_in(
    open_browser: Open, live_server: Any
) -> None:
    make_group("Homes")
    make_city("Brno", time_zone="Europe/Prague")
    page = open_browser()
    sign_in(page, make_staff(), live_server)
    page.goto("/manage/meetings/add/")

    page.get_by_label("Working group").select_option(label="Homes")
    page.get_by_label("Host city 1").select_option(label="Brno")
    page.get_by_label("First day").fill("2027-03-28")
    page.get_by_label("Title").fill("Homes first")
    page.get_by_label("Title").press("Tab")

    expect(page.get_by_text("/meetings/brno-2027-03/")).to_be_visible()
    page.get_by_label("Kind").select_option(label="Webinar")
    expect(page.get_by_label("Host city 1")).to_be_hidden()
    expect(page.get_by_text("/meetings/homes-2027-03/")).to_be_visible()
