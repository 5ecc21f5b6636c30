"""The agenda's editor in a real browser: a day typed and moved by keys alone, dragged by the mouse, looked at with axe."""

from datetime import date, time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_pages import faults_of, overflowing, sign_in
from tests.factories import make_city, make_day, make_item, make_meeting, make_release, make_staff
from visits.models import AgendaItem, Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AGENDA = "/manage/meetings/brno/agenda/"


@pytest.fixture
def meeting() -> Meeting:
    """Two days, the second with a talk and, beside each other, two visits."""
    brno = make_city("Brno", time_zone="Europe/Prague")
    meeting = make_meeting("Visit", slug="brno", hosts=(brno,), starts_on=date(2027, 6, 1))
    make_day(meeting=meeting)
    second = make_day(meeting=meeting, on=date(2027, 6, 2))
    make_item("Talk", day=second, starts=time(9), ends=time(10))
    for track in ("Bus A", "Bus B"):
        make_item(f"Visit by {track}", day=second, starts=time(10), ends=time(12), track=track)
    make_release(meeting)
    return meeting


def titles(page: Page, day: int) -> list[str]:
    return page.locator("[data-day]").nth(day).locator("[data-title]").all_inner_texts()


def test_a_day_is_typed_and_moved_by_keys_alone(
    open_browser: Open, live_server: Any, meeting: Meeting
) -> None:
    page = open_browser()
    sign_in(page, make_staff(), live_server)
    page.goto(AGENDA)
    keys = page.keyboard

    # The mouse is not needed, nor is waiting: five lines one after another.
    page.get_by_label("Title of the next item, Tuesday 1 June").focus()
    for line in ("9.00-9.30 Registration", "Welcome", "Coffee", "11-12.30 Talk", "Lunch"):
        keys.type(line)
        keys.press("Enter")
    expect(page.get_by_label("Start of the next item, Tuesday 1 June")).to_have_value("13:30")
    assert titles(page, 0) == ["Registration", "Welcome", "Coffee", "Talk", "Lunch"]
    expect(page.get_by_label("Title of the next item, Tuesday 1 June")).to_be_focused()

    # To the item before, a place later twice at once, to the next day and back.
    lunch, coffee = (
        page.get_by_role("link", name=name, exact=True) for name in ("Lunch", "Coffee")
    )
    lunch.focus()
    for _ in range(2):
        keys.press("ArrowUp")
    expect(coffee).to_be_focused()
    for _ in range(2):
        keys.press("Alt+ArrowDown")
    said = page.get_by_role("status")
    expect(said).to_contain_text("Moved: Coffee is now at 13:00, Tuesday 1 June, after Lunch.")
    expect(coffee).to_be_focused()
    keys.press("Alt+ArrowRight")
    expect(said).to_contain_text("Moved: Coffee is now at 13:00, Wednesday 2 June, after Talk.")
    expect(coffee).to_be_focused()
    keys.press("Control+z")
    expect(said).to_have_text("Undone.")
    assert titles(page, 0)[-1] == "Coffee"
    # However quickly they are pressed, none is lost.
    coffee.focus()
    for arrow, after in (("Up", "Registration"), ("Down", "Lunch")):
        for _ in range(3):
            keys.press(f"Alt+Arrow{arrow}")
        expect(said).to_contain_text(f"after {after}.")

    # A single letter opens the form in its place; typing a duration fills the end.
    lunch.focus()
    keys.press("e")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.get_by_label("or how long").fill("1:30")
    keys.press("Tab")
    expect(page.get_by_label("End", exact=True)).to_have_value("13:30")
    # Meanwhile something else is moved: what is typed in the form stays.
    page.get_by_label("Place").fill("Canteen")
    page.get_by_role("button", name="Earlier: Welcome").press("Enter")
    expect(said).to_contain_text("Moved: Welcome")
    expect(page.get_by_label("Place")).to_have_value("Canteen")
    page.get_by_label("Place").press("Enter")
    expect(said).to_have_text("Saved: Lunch.")
    expect(lunch).to_be_focused()
    assert AgendaItem.objects.get(title="Lunch").ends == time(13, 30)


def test_an_item_is_dragged_to_another_day_and_axe_finds_nothing(
    open_browser: Open, live_server: Any, meeting: Meeting
) -> None:
    page, plain = open_browser(bypass_csp=True), open_browser()
    for each in (page, plain):
        sign_in(each, make_staff(), live_server)
    item = AgendaItem.objects.get(title="Talk")
    addresses = [AGENDA, f"{AGENDA}items/{item.pk}/", f"{AGENDA}items/{item.pk}/menu/"]
    found = list(faults_of(page, addresses))
    assert found == []
    assert list(overflowing(plain, addresses)) == []

    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(AGENDA)
    drag(page, f"#item-{item.pk} [data-grip]", "[data-day] >> nth=0")
    said = page.get_by_role("status")
    expect(said).to_have_text("Moved: Talk is now at 09:00, Tuesday 1 June, as the first.")
    assert titles(page, 0) == ["Talk"]
    parallel = AgendaItem.objects.get(title="Visit by Bus B")
    drag(page, f"#item-{item.pk} [data-grip]", f"#item-{parallel.pk}")
    expect(said).to_contain_text("Wednesday 2 June, Bus B, as the first.")


def drag(page: Page, grip: str, goal: str) -> None:
    """Take hold of the grip, and let go of it near the upper edge of the goal."""
    page.locator(grip).hover()
    page.mouse.down()
    box = page.locator(goal).bounding_box()
    assert box
    for step in (30, 8):
        page.mouse.move(box["x"] + 60, box["y"] + step, steps=4)
    page.mouse.up()
