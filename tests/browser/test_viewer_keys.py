"""Keys of the slides: where they work, where they must not, and that they are told."""

import pytest
from playwright.sync_api import expect

from documents.models import Document
from tests.browser.conftest import Open, place
from tests.browser.test_milan import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_whole_screen_by_a_key_of_the_slides_alone(document: Document, member: Open) -> None:
    page = member()
    page.goto(document.get_absolute_url())
    button = page.get_by_role("button", name="Full screen")
    tab_to(page, "Download")
    page.keyboard.press("f")
    expect(button).to_have_attribute("aria-pressed", "false")
    tab_to(page, "Slides")

    page.keyboard.press("f")

    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("f")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_arrows_turn_the_slides_at_once_and_other_keys_scroll_the_page(
    document: Document, member: Open
) -> None:
    page = member()
    page.goto(f"{document.get_absolute_url()}#slide-2")
    expect(place(page)).to_contain_text("Slide 2 of 4")

    page.keyboard.press("ArrowRight")
    expect(place(page)).to_contain_text("Slide 3 of 4")
    for key in ("Home", "PageUp"):
        page.keyboard.press(key)
    expect(place(page)).to_contain_text("Slide 3 of 4")
    tab_to(page, "Download")
    page.keyboard.press("ArrowLeft")
    expect(place(page)).to_contain_text("Slide 3 of 4")


def test_the_keys_are_told_where_there_is_a_keyboard(document: Document, member: Open) -> None:
    at_a_desk, by_finger = member(), member(has_touch=True, is_mobile=True)

    for page, is_told in ((at_a_desk, True), (by_finger, False)):
        page.goto(document.get_absolute_url())
        expect(place(page)).to_contain_text("Slide 1 of 4")
        expect(page.get_by_text("Keys:")).to_be_visible(visible=is_told)
