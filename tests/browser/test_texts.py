"""Texts edited in place: by two people in two browsers, in one that is closed, and by one whose session or line is lost."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Locator, Page, expect

from members.models import Person
from portal.models import Autosave
from tests.browser.conftest import PATIENCE, Answering, Open
from tests.browser.steps import log_in
from tests.browser.test_pages import sign_in
from tests.factories import PASSWORD, make_chair, make_meeting, make_staff
from visits.models import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FARMS = "<p>Milan shows its farms.</p>"
BOOTS = "<p>Bring boots.</p>"


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("Milan", introduction=FARMS + BOOTS)


@pytest.fixture
def open_for(browser: Browser, live_server: Any, answering: Answering) -> Iterator[Any]:
    """Pages for someone who is logged in; a line that is cut may be complained of."""
    contexts = []

    def opened(person: Person) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, person, live_server)
        return page

    yield opened
    for context in contexts:
        context.close()
    answering.wait_for_the_last()


OpenFor = Callable[[Person], Page]


def edit(page: Page, meeting: Meeting) -> None:
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="Edit Introduction").click()
    expect(text(page)).to_be_focused()


def text(page: Page) -> Locator:
    """The editor, once it has taken the place of the text area."""
    return page.locator("[contenteditable='true']").and_(page.get_by_role("textbox", name="Text"))


def write_at_the_end(page: Page, words: str) -> None:
    text(page).press("Control+End")
    page.keyboard.type(words)


def said(page: Page) -> Locator:
    return page.locator("[data-autosave-said]")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_two_edit_one_text_and_lose_nothing(
    open_browser: Open, meeting: Meeting, live_server: Any
) -> None:
    officer, chair = open_browser(), open_browser()
    assert meeting.lead_group is not None
    sign_in(officer, make_staff("Ghent desk officer"), live_server)
    sign_in(chair, make_chair(meeting.lead_group, "Nantes chair"), live_server)
    edit(officer, meeting)
    edit(chair, meeting)

    # The one changes the first paragraph, and is back on it; the other the second, and is told before saving.
    text(chair).press("Control+Home")
    chair.keyboard.type("In February, ")
    save(chair)
    expect(chair.get_by_text("Saved.")).to_be_visible()
    expect(chair.locator("#introduction")).to_be_focused()
    write_at_the_end(officer, " And a coat.")
    expect(officer.get_by_text("Nantes chair changed this text meanwhile")).to_be_visible()
    save(officer)
    expect(officer.get_by_text("Both changes are kept.")).to_be_visible()
    both = "<p>In February, Milan shows its farms.</p><p>Bring boots. And a coat.</p>"
    assert Meeting.objects.get().introduction == both

    # Then both change the same.
    edit(officer, meeting)
    edit(chair, meeting)
    write_at_the_end(chair, " And a hat.")
    save(chair)
    expect(chair.get_by_text("Saved.")).to_be_visible()
    write_at_the_end(officer, " And a scarf.")
    save(officer)
    expect(officer.get_by_role("heading", name="Nothing is saved yet")).to_be_visible()
    officer.get_by_role("radio", name="Keep both").check()
    officer.get_by_role("button", name="Save what I chose").click()
    expect(officer.get_by_text("Saved.")).to_be_visible()
    stands = Meeting.objects.get().introduction
    assert all(words in stands for words in ("In February", "coat.", "hat.", "scarf."))


def test_a_browser_closed_over_a_text_loses_nothing(
    open_for: OpenFor, answering: Answering, meeting: Meeting
) -> None:
    page = open_for(make_staff())
    edit(page, meeting)
    write_at_the_end(page, " And a coat.")
    expect(said(page)).to_contain_text("not published yet")
    # Left before the few seconds are over after which it is kept anyway.
    write_at_the_end(page, " And a hat.")
    page.goto("/meetings/")
    page.close()
    answering.wait_for_the_last()

    again = page.context.new_page()
    edit(again, meeting)

    expect(again.get_by_text("You were writing this on")).to_be_visible()
    expect(text(again)).to_contain_text("Bring boots. And a coat. And a hat.")


def test_a_lost_line_and_an_ended_session_lose_nothing(open_for: OpenFor, meeting: Meeting) -> None:
    staff = make_staff(password=PASSWORD)
    page = open_for(staff)
    edit(page, meeting)

    page.context.set_offline(True)
    write_at_the_end(page, " And a coat.")
    expect(said(page)).to_contain_text("No connection: kept on this device")
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.context.set_offline(False)
    expect(said(page)).to_contain_text("not published yet")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert "And a coat." in Autosave.objects.get().text

    Session.objects.all().delete()
    write_at_the_end(page, " And a hat.")
    expect(said(page)).to_contain_text("Your session has ended. What you write is kept")
    save(page)
    expect(page.get_by_role("heading", name="Your session has ended")).to_be_visible()
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Log in again in a new window").click()
    log_in(popup.value, str(staff.email))
    page.get_by_role("button", name="send it again").click()
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator("#introduction")).to_contain_text("And a coat. And a hat.")


def test_what_only_the_device_has_is_handed_in_and_goes_at_the_logout(
    open_for: OpenFor, meeting: Meeting
) -> None:
    page = open_for(make_staff())
    edit(page, meeting)
    page.context.set_offline(True)
    write_at_the_end(page, " And a coat.")
    expect(said(page)).to_contain_text("kept on this device")
    page.close()

    page.context.set_offline(False)
    again = page.context.new_page()
    edit(again, meeting)
    expect(again.get_by_text("You were writing this on")).to_be_visible()
    expect(text(again)).to_contain_text("And a coat.")
    again.evaluate("localStorage.setItem('text:1/meeting/1/report', '{}')")
    again.goto("/accounts/logout/")
    again.get_by_role("main").get_by_role("button", name="Log out").click()
    again.wait_for_url("**/")
    assert again.evaluate("Object.keys(localStorage).length") == 0
