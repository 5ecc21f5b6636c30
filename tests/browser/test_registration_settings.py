"""A registration's settings in a real browser: axe finds nothing, nothing overflows, and what follows is said as one types."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_pages import faults_of, overflowing, sign_in
from tests.factories import make_city, make_group, make_organiser, make_staff
from tests.registrations import (
    make_allotment,
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from visits.models import ClaimState, Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def furnish() -> Meeting:
    """A meeting that is full, with people waiting, an option, and a question of each care."""
    meeting = make_open_meeting(
        "Social housing and the city as employer",
        lead_group=make_group("Smart social inclusion"),
        hosts=(make_city("Brno", time_zone="Europe/Prague"),),
        time_zone="Europe/Prague",
        room_seats=2,
        seats_per_city=2,
        city_limit_until=date(2027, 5, 1),
        approval="city",
    )
    for state in (ClaimState.CONFIRMED, ClaimState.CONFIRMED, ClaimState.WAITING):
        make_registration(meeting=meeting, state=state)
    make_allotment(meeting, "speakers", 1)
    make_option(meeting, "Dinner in the old brewery", seats=24, note="19:30, old brewery")
    make_option(meeting, "Visit: Housing First in Židenice", position=1)
    make_question(meeting, "Which tram do you take from the station?")
    make_question(meeting, "What should the kitchen know?", care="sensitive", position=1)
    make_question(meeting, "Number of your passport", care="security", position=2)
    make_organiser(meeting, "Brno organiser")
    return meeting


def test_its_pages_and_what_follows_while_one_types(open_browser: Open, live_server: Any) -> None:
    meeting = furnish()
    base = f"/manage/meetings/{meeting.slug}/registration/"
    question, option = meeting.questions.all()[0], meeting.options.all()[0]
    addresses = [
        f"{base}settings/",
        f"{base}settings/rules/",
        f"{base}settings/options/{option.pk}/",
        f"{base}settings/questions/{question.pk}/",
        f"{base}preview/?as=waiting",
    ]
    page, plain = open_browser(bypass_csp=True), open_browser()
    for each in (page, plain):
        sign_in(each, make_staff(), live_server)

    assert list(faults_of(page, addresses)) == []
    assert list(overflowing(plain, addresses)) == []

    plain.goto(f"{base}settings/rules/")
    plain.get_by_label("Seats in the room").fill("4")
    plain.get_by_label("Seats in the room").press("Tab")
    expect(plain.get_by_text("4 people in the room.")).to_be_visible()
    expect(
        plain.get_by_text("1 person waits for a seat in the room, and is offered one.")
    ).to_be_visible()
    plain.get_by_role("button", name="Save", exact=True).click()
    expect(plain.get_by_role("heading", name="How one registers")).to_be_visible()
    assert meeting.claims.filter(state=ClaimState.OFFERED).count() == 1
