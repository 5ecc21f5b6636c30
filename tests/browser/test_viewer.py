"""Slides in the page: by keys, by address, by finger, without scripts, on paper; and axe finds nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from documents.models import Document
from portal.lib import jobs
from tests.browser.axe import violations_in
from tests.browser.conftest import DECK, Open, place
from tests.browser.test_milan import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def shown(page: Page) -> list[str]:
    """The alternatives of the large pictures that are there and were drawn."""
    pictures = page.locator(".slide-picture:visible")
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
    return list(
        pictures.evaluate_all(
            "pictures => pictures.map(one => one.naturalWidth > 400 ? one.alt : 'broken')"
        )
    )


def test_by_keyboard_alone(document: Document, member: Open) -> None:
    page = member()
    page.goto("/meetings/milan/")
    tab_to(page, "FabriQ")
    page.keyboard.press("Enter")
    expect(page).to_have_url(document.get_absolute_url())
    expect(place(page)).to_have_text("Slide 1 of 4: FabriQ")
    tab_to(page, "Slides")

    for key, said in (
        ("ArrowRight", "Slide 2 of 4: Who applies"),
        ("PageDown", "Slide 3 of 4: After the incubator"),
        ("ArrowLeft", "Slide 2 of 4: Who applies"),
        ("End", "Slide 4 of 4: What failed"),
        ("ArrowRight", "Slide 4 of 4: What failed"),
        ("PageUp", "Slide 3 of 4: After the incubator"),
        ("Alt+Home", "Slide 3 of 4: After the incubator"),
        ("Home", "Slide 1 of 4: FabriQ"),
        ("ArrowRight", "Slide 2 of 4: Who applies"),
    ):
        if not key.startswith("Alt"):
            page.keyboard.press(key)
        expect(place(page)).to_have_text(said)
    expect(page).to_have_url(re.compile("#slide-2$"))
    assert shown(page) == ["Who applies"]
    for name in ("Previous", "Next", "Full screen", "Link to this slide", "Text of slide 2"):
        tab_to(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Anyone with a plan")).to_be_visible()


def test_the_strip_is_one_stop_and_follows_the_keys(document: Document, member: Open) -> None:
    page = member()
    page.goto(document.get_absolute_url())
    current = page.locator("[data-thumbnail][aria-current]")

    tab_to(page, "Slide 1")
    page.keyboard.press("ArrowRight")

    expect(current).to_be_focused()
    expect(current).to_have_text("Slide 2")
    tab_to(page, "Slides")
    page.locator("[data-thumbnail]").nth(2).click()
    expect(place(page)).to_contain_text("Slide 3 of 4")


def test_a_link_leads_to_one_slide(document: Document, member: Open) -> None:
    page = member()
    page.goto(f"{document.get_absolute_url()}#slide-3")

    expect(place(page)).to_have_text("Slide 3 of 4: After the incubator")
    assert shown(page) == ["After the incubator"]
    link = page.get_by_role("link", name="Link to this slide")
    expect(link).to_have_attribute("href", re.compile("#slide-3$"))
    page.evaluate("location.hash = '#slide-1'")
    expect(place(page)).to_contain_text("Slide 1 of 4")
    page.evaluate("location.hash = '#nothing'")
    expect(place(page)).to_contain_text("Slide 1 of 4")


def test_the_link_is_copied_where_that_is_allowed(document: Document, member: Open) -> None:
    page = member(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{document.get_absolute_url()}#slide-2")

    page.get_by_role("link", name="Link to this slide").click()

    expect(place(page)).to_have_text("The link is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{document.get_absolute_url()}#slide-2")


def test_the_buttons_stop_at_both_ends(document: Document, member: Open) -> None:
    page = member()
    page.goto(document.get_absolute_url())
    before, after = (page.get_by_role("button", name=name) for name in ("Previous", "Next"))
    expect(before).to_have_attribute("aria-disabled", "true")

    for _ in DECK:
        after.click()

    expect(place(page)).to_contain_text("Slide 4 of 4")
    expect(after).to_have_attribute("aria-disabled", "true")
    expect(before).to_have_attribute("aria-disabled", "false")


def test_the_whole_screen(document: Document, member: Open) -> None:
    page = member()
    page.goto(document.get_absolute_url())
    button = page.get_by_role("button", name="Full screen")

    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    expect(place(page)).to_contain_text("Slide 2 of 4")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_swipe_turns_the_page(document: Document, member: Open) -> None:
    page = member(has_touch=True, viewport={"width": 390, "height": 800})
    page.goto(document.get_absolute_url())
    expect(place(page)).to_contain_text("Slide 1 of 4")

    drag(page, across=-150, down=10)
    expect(place(page)).to_contain_text("Slide 2 of 4")
    drag(page, across=10, down=-60)
    expect(place(page)).to_contain_text("Slide 2 of 4")
    drag(page, across=150, down=10)
    expect(place(page)).to_contain_text("Slide 1 of 4")


def drag(page: Page, *, across: int, down: int) -> None:
    """One finger, from the middle of the slide."""
    page.locator(".slide-picture:visible").scroll_into_view_if_needed()
    box = page.locator(".slide-picture:visible").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)
    for kind, steps in (
        ("touchStart", [0.0]),
        ("touchMove", [0.5]),
        ("touchMove", [1.0]),
        ("touchEnd", []),
    ):
        points = [{"x": x + across * step, "y": y + down * step} for step in steps]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_without_scripts_all_slides_stand_one_below_the_other(
    document: Document, member: Open
) -> None:
    page = member(java_script_enabled=False)
    page.goto(document.get_absolute_url())

    expect(page.locator(".slide-picture:visible")).to_have_count(4)
    expect(page.locator("figcaption:visible")).to_have_text(
        [f"Slide {number} of 4" for number in range(1, 5)]
    )
    expect(page.get_by_role("button", name="Full screen")).to_have_count(0)
    page.get_by_role("link", name="Slide 4").click()
    expect(page).to_have_url(re.compile("#slide-4$"))
    expect(page.locator("#slide-4")).to_be_in_viewport()


def test_on_paper_all_slides_are_there(document: Document, member: Open) -> None:
    page = member()
    page.goto(document.get_absolute_url())
    expect(place(page)).to_contain_text("Slide 1 of 4")

    page.emulate_media(media="print")

    assert len(page.locator(".slide-picture:visible").all()) == 4
    expect(page.locator("[data-tools]")).to_be_hidden()


def test_what_is_being_prepared_appears_by_itself(unprepared: Document, member: Open) -> None:
    page = member()
    page.goto(unprepared.get_absolute_url())
    expect(page.get_by_role("status")).to_contain_text("being prepared")

    jobs.run_due()

    expect(place(page)).to_have_text("Slide 1 of 4: FabriQ")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(document: Document, member: Open, *, scheme: str, width: int) -> None:
    page = member(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(document.get_absolute_url())
    expect(place(page)).to_contain_text("Slide 1 of 4")

    # The one style sheet is joined when static files are collected; here axe would look for its parts in vain.
    found = violations_in(page, {"preload": False})

    assert found == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
