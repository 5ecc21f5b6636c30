"""Cities and groups at the desk, in a real browser: axe finds nothing, nothing overflows, keys suffice, scripts are not needed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from members.models import City, Group
from tests.browser.conftest import Open
from tests.browser.steps import choose, heading
from tests.browser.test_pages import faults_here, faults_of, overflowing, sign_in
from tests.cities import image, make_picture, make_year
from tests.factories import (
    make_city,
    make_forum,
    make_group,
    make_group_membership,
    make_mandate,
    make_person,
    make_staff,
)
from tests.ways_in import make_coordinator, make_domain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "name,country_code,latitude\nTromsø,NO,north\nUtrecht,NL,52.1\n"


def furnish() -> tuple[City, Group]:
    """A city and a group with one of everything that their pages show."""
    city = make_city("Utrecht", aliases=("Utreg",), text="<p>On the Rhine.</p>")
    make_coordinator(city, "Utrecht coordinator")
    make_picture(city)
    make_domain(city)
    group = make_group("Urban farming", forums=(make_forum("Environment"),))
    person = make_person("Utrecht officer", city=city)
    make_group_membership(person=person, group=group)
    make_mandate(group=group, city=city, person=person)
    make_mandate(group=group, city=make_city("Riga"), kind="vice_chair")
    make_mandate(group=group, city=make_city("Porto"), ends_on=date(2020, 1, 1))
    make_year(group, 2026)
    return city, group


def test_their_pages(open_browser: Open, live_server: Any, tmp_path: Path) -> None:
    page, plain = open_browser(bypass_csp=True), open_browser()
    furnish()
    for each in (page, plain):
        sign_in(each, make_staff(), live_server)
    addresses = [
        "/manage/",
        "/manage/cities/",
        "/manage/cities/?q=atlantis",
        "/manage/cities/utrecht/",
        "/manage/cities/utrecht/facts/",
        "/manage/cities/utrecht/picture/",
        "/manage/cities/utrecht/merge/?into=riga",
        "/manage/groups/",
        "/manage/groups/urban-farming/",
        "/manage/groups/urban-farming/facts/",
        "/manage/groups/urban-farming/seats/add/",
        "/manage/groups/urban-farming/closing/",
        "/cities/utrecht/",
        "/groups/urban-farming/",
    ]
    found = list(faults_of(page, addresses))
    wide = list(overflowing(plain, addresses))

    listed = tmp_path / "cities.csv"
    listed.write_text(LIST)
    for each in (page, plain):
        each.goto("/manage/cities/import/")
        each.get_by_label("List of cities").set_input_files(listed)
        each.get_by_role("button", name="Look at it first").click()
        expect(each.get_by_text("1 line has faults.")).to_be_visible()
    found += faults_here(page, "an import with faults")
    assert found == []
    assert wide == []
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_city_gets_its_picture_without_scripts(
    open_browser: Open, live_server: Any, tmp_path: Path
) -> None:
    make_city("Utrecht")
    picture = tmp_path / "crest.png"
    picture.write_bytes(image(600, 400, "PNG"))
    page = open_browser(java_script_enabled=False)
    sign_in(page, make_staff(), live_server)
    page.goto("/manage/cities/utrecht/")

    page.get_by_role("link", name="Add a crest or picture").press("Enter")
    page.get_by_label("Picture", exact=True).set_input_files(picture)
    page.get_by_label("The picture in words").press_sequentially("A blue shield")
    page.keyboard.press("Enter")

    expect(page.get_by_role("img", name="A blue shield")).to_be_visible()
    page.get_by_role("link", name="See its page").press("Enter")
    expect(page.get_by_role("img", name="A blue shield")).to_be_visible()


def test_a_seat_is_given_by_keyboard_alone(open_browser: Open, live_server: Any) -> None:
    _, group = furnish()
    page = open_browser()
    sign_in(page, make_staff(), live_server)
    page.goto("/manage/groups/urban-farming/")

    page.get_by_role("link", name="Give a city a seat").press("Enter")
    heading(page, "Give a city a seat")
    choose(page, "City", "Utrecht")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.get_by_label("Seat")).to_be_visible()
    choose(page, "Seat", "vice")
    choose(page, "Held by", "Utrecht officer")
    page.get_by_role("button", name="Give the seat").press("Enter")

    expect(page.get_by_text("Utrecht has the seat.")).to_be_visible()
    seat = group.mandates.get(city__name="Utrecht", kind="vice_chair")
    assert seat.person is not None
    assert seat.person.name == "Utrecht officer"
