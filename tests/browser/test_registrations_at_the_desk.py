"""The secretariat's way through a meeting's registrations, in a real browser, and what axe says of its pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_pages import faults_here, faults_of, overflowing, sign_in
from tests.factories import make_city, make_person, make_staff
from tests.registrations import make_claim, make_open_meeting, make_option, make_registration
from visits.models import Claim, ClaimState, Meeting, Registration

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASKED: dict[str, Any] = {"state": ClaimState.PENDING, "approval": Registration.By.STAFF}


def furnish(**settings: Any) -> Meeting:
    """A meeting in the last days, with people in every state that the desk answers."""
    begins = timezone.localdate() + timedelta(days=4)
    days = {"starts_on": begins, "ends_on": begins}
    meeting = make_open_meeting(
        "Social housing", room_seats=3, seats_per_city=2, **days, **settings
    )
    dinner = make_option(meeting, "Dinner", seats=10)
    utrecht, ghent = make_city("Utrecht"), make_city("Ghent")
    asked = [
        ("Utrecht officer", utrecht, {}),
        ("Utrecht expert", utrecht, ASKED),
        ("Ghent officer", ghent, ASKED),
        ("Ghent researcher", ghent, ASKED),
        ("Ghent intern", ghent, ASKED),
        ("Utrecht planner", utrecht, {"state": ClaimState.INVITED}),
        ("Utrecht trainee", utrecht, {"state": ClaimState.CANCELLED, "is_late": True}),
    ]
    for name, city, given in asked:
        row = make_registration(meeting=meeting, person=make_person(name, city=city), **given)
        if row.is_living:
            make_claim(row, what=Claim.What.OPTION, option=dinner, state=ClaimState.WAITING)
    return meeting


def row(page: Page, name: str) -> Any:
    return page.get_by_role("row").filter(has_text=name)


def tick(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("checkbox", name=name).press("Space")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_secretariat_answers_and_seats(
    open_browser: Open, live_server: Any, width: int
) -> None:
    meeting = furnish()
    page = open_browser(viewport={"width": width, "height": 900})
    sign_in(page, make_staff(), live_server)
    page.goto(f"/manage/meetings/{meeting.slug}/registration/")

    page.get_by_role("search").get_by_label("Only").select_option(label="needs your answer")
    page.get_by_role("button", name="Show", exact=True).press("Enter")
    expect(page.get_by_text("4 are shown")).to_be_visible()
    tick(page, "Utrecht expert", "Ghent officer", "Ghent researcher")
    expect(page.get_by_text("3 are ticked.")).to_be_visible()
    page.get_by_role("button", name="Approve").press("Enter")
    expect(page.get_by_text("3 approved.")).to_be_visible()

    tick(page, "Ghent intern")
    page.get_by_text("Refuse or withdraw, with a reason").press("Enter")
    page.get_by_role("button", name="Refuse", exact=True).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Give a reason")
    page.get_by_label("Reason").fill("Two a city, and both are taken.")
    page.get_by_role("button", name="Refuse", exact=True).press("Enter")
    expect(page.get_by_text("1 refused.")).to_be_visible()

    page.get_by_role("link", name="Show all").first.click()
    expect(row(page, "Ghent researcher")).to_contain_text("Waiting, number 1")
    expect(row(page, "Ghent researcher")).to_contain_text("all seats in the room are taken")
    tick(page, "Utrecht officer")
    page.get_by_text("Refuse or withdraw, with a reason").press("Enter")
    page.get_by_label("Reason").fill("The city asked us to.")
    page.get_by_role("button", name="Withdraw", exact=True).press("Enter")
    expect(page.get_by_text("1 withdrawn.")).to_be_visible()
    option = row(page, "Ghent researcher").get_by_text("Dinner")
    if width < 960:
        expect(option).to_be_hidden()
        row(page, "Ghent researcher").get_by_text("More").press("Enter")
    expect(option).to_be_visible()
    page.get_by_role("link", name="Ghent researcher").press("Enter")
    page.get_by_role("button", name="Give a seat in the room").press("Enter")
    expect(page.get_by_text("Ghent researcher has the seat now.")).to_be_visible()


def test_who_comes_is_selected(open_browser: Open, live_server: Any) -> None:
    over = timezone.now() - timedelta(hours=1)
    meeting = furnish(allocation="by_selection", closes_at=over)
    page = open_browser(bypass_csp=True)
    sign_in(page, make_staff(), live_server)
    base = f"/manage/meetings/{meeting.slug}/registration/"
    some = Registration.objects.filter(state=ClaimState.PENDING).earliest("pk")
    addresses = [
        base,
        f"{base}{some.pk}/",
        f"{base}add/?q=ghent",
        f"{base}invite/",
        f"{base}numbers/",
        f"{base}export/",
    ]
    found = list(faults_of(page, addresses))
    wide = list(overflowing(page, addresses))

    page.goto(f"{base}select/")
    tick(page, "Ghent officer", "Ghent researcher", "Ghent intern")
    expect(page.get_by_text("3 of 2 ticked: too many")).to_have_count(2)
    found += faults_here(page, "selecting too many")
    tick(page, "Ghent intern")
    page.get_by_role("button", name="Answer all").press("Enter")
    expect(page.get_by_text("4 requests are answered: 2 chosen.")).to_be_visible()
    expect(row(page, "Ghent intern")).to_contain_text("Waiting")
    assert found == []
    assert wide == []
