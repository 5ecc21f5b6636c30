"""Registering in a real browser: a member by keyboard, a guest on a telephone by the link in the mail; axe finds nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_milan import tab_to
from tests.browser.test_pages import faults_of, overflowing, sign_in
from tests.factories import make_city, make_person, make_post
from tests.registrations import (
    make_claim,
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from visits.models import Claim, ClaimState, Meeting, Question, Registration
from visits.registration.addresses import signed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A telephone's, and a desk's.
WIDTHS = (390, 1280)


def make_brno() -> Meeting:
    meeting = make_open_meeting(
        "Circular building",
        mode="hybrid",
        room_seats=2,
        online_seats=100,
        seats_per_city=2,
        closes_at=timezone.now() + timedelta(days=20),
    )
    make_option(meeting, "Dinner", seats=20)
    make_question(meeting, "Which tram?")
    make_question(meeting, "Diet", care=Question.Care.SENSITIVE)
    return meeting


@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_registers_and_cancels_by_keyboard_alone(
    open_browser: Open, live_server: Any, width: int
) -> None:
    meeting = make_brno()
    person = make_person("Utrecht representative")
    make_post(person=person, city=make_city("Utrecht"), title="Policy officer")
    page = open_browser(viewport={"width": width, "height": 900})
    sign_in(page, person, live_server)
    page.goto(meeting.get_absolute_url())

    page.get_by_role("main").get_by_role("link", name="Register", exact=True).press("Enter")
    expect(page.get_by_label("Your role")).to_have_value("Policy officer")
    tab_to(page, "Dinner")
    page.keyboard.press("Space")
    page.get_by_label("Diet", exact=True).fill("No nuts")
    tab_to(page, "Register")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Tick this to let us keep your answer").first).to_be_visible()
    expect(page.get_by_label("Diet", exact=True)).to_have_value("No nuts")
    expect(page.get_by_label("Dinner")).to_be_checked()
    # What is wrong is said above, with a link that leads to the tick.
    tab_to(page, "Tick this to let us keep your answer")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    tab_to(page, "Register")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You have a seat in the room")).to_be_visible()

    page.get_by_role("link", name="Cancel it").press("Enter")
    tab_to(page, "Cancel my registration")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You cancelled your registration.")).to_be_visible()
    assert Registration.objects.get().state == "cancelled"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_guest_accepts_an_offer_without_scripts(open_browser: Open, width: int) -> None:
    meeting = make_brno()
    guest = make_registration(
        meeting=meeting,
        person=make_person("Commission officer", is_active=False),
        is_guest=True,
        state=ClaimState.OFFERED,
    )
    page = open_browser(viewport={"width": width, "height": 844}, java_script_enabled=False)

    page.goto(reverse("registration_link", args=[meeting.slug, signed(guest)]))
    assert page.url.endswith(reverse("register", args=[meeting.slug]))
    page.get_by_role("button", name="Accept the seat").click()

    expect(page.get_by_role("heading", name="You have a seat in the room")).to_be_visible()
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Do not list me.").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("you objected to being listed")).to_be_visible()


def test_the_pages_have_no_fault(open_browser: Open, live_server: Any) -> None:
    meeting, other = make_brno(), make_open_meeting("Another")
    person = make_person("Utrecht representative", city=make_city("Utrecht"))
    registration = make_registration(
        meeting=meeting, person=person, what=Claim.What.ONLINE, answered_at=timezone.now()
    )
    make_claim(registration, state=ClaimState.OFFERED)
    dinner = meeting.options.get()
    make_claim(registration, what=Claim.What.OPTION, option=dinner, state=ClaimState.WAITING)
    page, plain = open_browser(bypass_csp=True), open_browser()
    for each in (page, plain):
        sign_in(each, person, live_server)
    names = ("register", "registration_change", "registration_leave", "participants", "meeting")
    addresses = [
        reverse("register", args=[other.slug]),
        *(reverse(name, args=[meeting.slug]) for name in names),
        reverse("my_meetings"),
    ]

    assert list(faults_of(page, addresses)) == []
    assert list(overflowing(plain, addresses)) == []
