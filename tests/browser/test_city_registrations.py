"""A coordinator decides who comes for the city, in a real browser: on a telephone and on a desk; and axe finds nothing."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from members.models import City, Person
from tests.browser.conftest import Open
from tests.browser.test_pages import faults_of, overflowing, sign_in
from tests.factories import make_city, make_person
from tests.registrations import make_open_meeting, make_registration
from tests.ways_in import make_coordinator
from visits.models import Meeting, Registration

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ALL = "/my/city/registrations/"


@dataclass
class Utrecht:
    city: City
    coordinator: Person
    visit: Meeting
    asked: Registration


@pytest.fixture
def utrecht() -> Utrecht:
    city = make_city("Utrecht")
    coordinator = make_coordinator(city, "Utrecht coordinator")
    visit = make_open_meeting("Night visit", room_seats=30, seats_per_city=2, approval="city")
    asked = make_registration(
        meeting=visit,
        person=make_person("Utrecht researcher", city=city),
        state="pending",
        approval="city",
        to_staff_at="2040-01-01T00:00Z",
    )
    make_person("Utrecht officer", city=city)
    return Utrecht(city, coordinator, visit, asked)


def name_three(page: Page) -> None:
    """One who is known, one who is new, and one whose address is mistyped at first."""
    page.get_by_label("Colleague").nth(0).select_option(label="Utrecht officer")
    for row, name, email in ((1, "Anna Berg", "anna@utrecht.example"), (2, "Bo Vries", "bo")):
        page.get_by_label("Name").nth(row).fill(name)
        page.get_by_label("E-mail").nth(row).fill(email)
    page.get_by_role("button", name="Register them").click()


@pytest.mark.parametrize(("width", "with_scripts"), [(390, False), (1280, True)])
def test_three_are_registered_one_is_approved_and_one_replaced(
    open_browser: Open, live_server: Any, utrecht: Utrecht, width: int, with_scripts: bool
) -> None:
    page = open_browser(viewport={"width": width, "height": 844}, java_script_enabled=with_scripts)
    sign_in(page, utrecht.coordinator, live_server)
    page.goto("/my/city/")
    page.get_by_role("link", name="Registrations").click()
    page.get_by_role("button", name="Approve Utrecht researcher").click()
    said = page.get_by_role("status")
    expect(said).to_contain_text("Utrecht researcher is approved. Confirmed.")

    page.get_by_role("link", name="Register colleagues").click()
    page.get_by_role("button", name="More rows").click()
    name_three(page)
    expect(page.get_by_role("status")).to_contain_text("Utrecht officer: Confirmed")
    expect(page.get_by_role("status")).to_contain_text("Anna Berg: Waiting, number 1")
    expect(page.get_by_role("alert")).to_contain_text("Bo Vries: This is no e-mail address")
    page.get_by_label("E-mail").nth(0).fill("bo@utrecht.example")
    page.get_by_role("button", name="Register them").click()
    expect(said).to_contain_text("Bo Vries: Waiting, number 2")

    page.get_by_role("link", name="Substitute Anna Berg").click()
    page.get_by_label("Colleague", exact=True).select_option(label="Utrecht coordinator")
    page.get_by_role("button", name="Substitute").click()
    expect(said).to_contain_text(
        "Utrecht coordinator comes instead of Anna Berg. Waiting, number 1"
    )
    expect(page.get_by_role("row", name="Utrecht coordinator")).to_be_visible()


def test_axe_finds_nothing_and_nothing_overflows(
    open_browser: Open, live_server: Any, utrecht: Utrecht
) -> None:
    page = open_browser(bypass_csp=True)
    sign_in(page, utrecht.coordinator, live_server)
    here = f"{ALL}{utrecht.visit.slug}/"
    addresses = [ALL, here, f"{here}colleagues/", f"{here}{utrecht.asked.pk}/"]

    assert [*faults_of(page, addresses), *overflowing(page, addresses)] == []
