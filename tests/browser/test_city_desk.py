"""A coordinator's desk in a real browser: by keyboard alone, without scripts, on a telephone; and axe finds nothing."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from members.models import City, Mandate, Person
from members.reader import Reader
from tests.browser.conftest import Open
from tests.browser.steps import choose
from tests.browser.test_milan import tab_to
from tests.browser.test_pages import faults_of, overflowing, sign_in
from tests.factories import (
    make_city,
    make_group,
    make_group_membership,
    make_mandate,
    make_meeting,
    make_person,
    make_post,
    make_representative,
    make_staff,
)
from tests.personas import tomorrow
from tests.ways_in import make_access_request, make_coordinator, make_group_request
from visits.models import Organiser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class Utrecht:
    city: City
    coordinator: Person
    leaver: Person
    heir: Person
    mandate: Mandate

    def addresses(self) -> list[str]:
        post = self.leaver.posts.get().pk
        asked = self.leaver.group_requests.get().pk
        return [
            "/my/",
            "/my/city/",
            f"/my/city/posts/{post}/",
            f"/my/city/posts/{self.coordinator.posts.get().pk}/",
            f"/my/city/posts/{post}/end/",
            f"/my/city/places/{asked}/",
            self.mandate.group.get_absolute_url(),
        ]


@pytest.fixture
def utrecht() -> Utrecht:
    city = make_city("Utrecht")
    leaver = make_person("Utrecht officer")
    make_post(person=leaver, city=city, title="Policy officer, housing")
    heir = make_person("Utrecht newcomer", city=city)
    mandate = make_mandate(group=make_group("Urban farming"), city=city, person=leaver)
    make_group_membership(person=leaver, group=mandate.group)
    meeting = make_meeting("Visit", lead_group=mandate.group, hosts=(city,))
    Organiser.objects.create(meeting=meeting, person=leaver)
    make_mandate(group=make_group("Night mayors"), city=city)
    make_post(person=make_person("Utrecht trainee"), city=city, ends_on=tomorrow())
    make_group_request(person=leaver, city=city)
    make_access_request(city=city)
    return Utrecht(city, make_coordinator(city, "Utrecht coordinator"), leaver, heir, mandate)


def test_a_post_is_ended_and_its_seat_handed_over_by_keyboard(
    open_browser: Open, live_server: Any, utrecht: Utrecht
) -> None:
    page = open_browser()
    sign_in(page, utrecht.coordinator, live_server)
    page.goto("/")
    tab_to(page, "My city, 2 things wait for your decision")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/my/city/")
    tab_to(page, "Utrecht officer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Utrecht officer")
    tab_to(page, "End this post")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("End the post of Utrecht officer")
    choose(page, "The post ends", "at once")
    choose(page, "Chair of Urban farming", "Utrecht newcomer")
    tab_to(page, "End the post")
    page.keyboard.press("Enter")

    expect(page).to_have_url("/my/city/?city=utrecht")
    said = page.get_by_role("status")
    expect(said).to_contain_text("The post of Utrecht officer in Utrecht is over.")
    expect(said).to_contain_text("2 things are left to be decided: Place in Urban farming")
    expect(page.get_by_role("main")).to_contain_text("Chair Urban farming")
    assert Reader(person=utrecht.heir).chaired_group_ids == {utrecht.mandate.group_id}
    assert not Reader(person=utrecht.leaver).is_representative


def test_an_open_seat_is_filled_without_scripts_on_a_telephone(
    open_browser: Open, live_server: Any, utrecht: Utrecht
) -> None:
    page = open_browser(java_script_enabled=False, viewport={"width": 320, "height": 640})
    sign_in(page, utrecht.coordinator, live_server)
    page.goto("/my/city/")

    page.get_by_label("Colleague").first.select_option(label="Utrecht newcomer")
    page.get_by_role("button", name="Name this colleague").first.click()

    expect(page.get_by_role("status")).to_contain_text("Utrecht newcomer takes it from now on.")
    expect(page.get_by_role("navigation", name="Main")).to_contain_text("My city")


def test_a_representative_asks_for_a_place_and_gives_it_up_without_scripts(
    open_browser: Open, live_server: Any, utrecht: Utrecht
) -> None:
    page = open_browser(java_script_enabled=False)
    sign_in(page, utrecht.heir, live_server)
    page.goto(utrecht.mandate.group.get_absolute_url())

    page.get_by_role("button", name="Ask for a place").click()
    expect(page.get_by_role("status")).to_contain_text("Your request for Utrecht is kept.")
    page.get_by_role("button", name="Take the request back").click()

    expect(page.get_by_role("status")).to_contain_text("Your request is taken back.")


def test_axe_finds_nothing_on_the_desk_and_nothing_overflows(
    open_browser: Open, live_server: Any, utrecht: Utrecht
) -> None:
    page = open_browser(bypass_csp=True)
    sign_in(page, utrecht.coordinator, live_server)
    faults = list(faults_of(page, utrecht.addresses()))
    wide = list(overflowing(page, utrecht.addresses()))
    for reader, addresses in (
        (utrecht.heir, ["/my/", "/my/city/"]),
        (make_representative(), [utrecht.mandate.group.get_absolute_url()]),
        (make_staff(), [f"/manage/posts/{utrecht.leaver.posts.get().pk}/", "/manage/places/"]),
    ):
        sign_in(page, reader, live_server)
        faults += faults_of(page, addresses)
        wide += overflowing(page, addresses)

    assert faults + wide == []
