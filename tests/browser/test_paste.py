"""An agenda from Word, copied and pasted by the keys of a real browser, corrected and written."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.factories import make_draft, make_staff
from tests.visits.paste import milan
from visits.models import AgendaItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECOGNISED = "A table was recognised: 23 rows."


def sign_in(page: Page, client: Any, address: str) -> None:
    client.force_login(make_staff())
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


def copy(page: Page, html: str) -> None:
    """Show it in a page of its own, and copy all of it, as one does in Word."""
    page.set_content(html)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")


def test_a_table_from_word_is_pasted_corrected_and_written_by_keys(
    open_browser: Open, client: Any, live_server: Any
) -> None:
    meeting = make_draft("Milan", starts_on=milan.DAYS[0], ends_on=milan.DAYS[1])
    page = open_browser()
    sign_in(page, client, live_server.url)
    copy(page, milan.WORD_HTML)
    page.goto(f"/manage/meetings/{meeting.slug}/agenda/paste/")

    box = page.get_by_label("Agenda", exact=True)
    box.press("Control+v")
    expect(page.get_by_text(RECOGNISED)).to_be_visible()
    box.press_sequentially("!")
    expect(page.get_by_text("You changed the text, so the text is read")).to_be_visible()
    box.press("Control+a")
    box.press("Control+v")
    expect(page.get_by_text(RECOGNISED)).to_be_visible()
    box.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("20 items on 2 days.")).to_be_visible()
    title = page.locator("#title-1")
    title.press("Control+a")
    title.press_sequentially("Arrival and coffee")
    page.get_by_role("button", name="Put it into the agenda").press("Enter")

    expect(page.get_by_text("20 items were added. “Undo” takes them back.")).to_be_visible()
    items = AgendaItem.objects.filter(day__meeting=meeting).order_by("day__on", "starts")
    expected = ["Arrival and coffee", *(item.title for item in milan.ITEMS[1:])]
    assert list(items.values_list("title", flat=True)) == expected
