"""From nothing to a printed agenda: by mouse from Word, by keyboard alone from Excel, without scripts from a mail."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests import calendars, papers
from tests.browser.conftest import Open
from tests.browser.steps import choose, heading, paste_into, press_enter, press_on, type_into
from tests.browser.test_milan import tab_to
from tests.browser.test_pages import sign_in
from tests.factories import make_city, make_document, make_group, make_staff
from tests.visits.paste import milan
from visits.models import AgendaItem, Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Social entrepreneurship in Milan"
PUT = "Put it into the agenda"
ADDED = "20 items were added."
DESK = "/manage/meetings/milan-2027-02/"


@pytest.fixture(autouse=True)
def _network() -> None:
    make_city("Milan", time_zone="Europe/Rome")
    make_group("Smart social inclusion")


def at_the_desk(open_browser: Open, live_server: Any, **options: Any) -> Page:
    page = open_browser(viewport={"width": 1280, "height": 900}, **options)
    sign_in(page, make_staff(), live_server)
    page.goto("/manage/")
    return page


def fill_in(page: Page) -> None:
    """A new study visit, from the desk's first page."""
    page.get_by_role("link", name="Make a meeting").click()
    page.get_by_label("Kind").select_option("study_visit")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Working group").select_option(label="Smart social inclusion")
    page.get_by_label("First day").fill("2027-02-23")
    page.get_by_label("Last day").fill("2027-02-24")
    page.get_by_label("Host city 1").select_option(label="Milan")
    page.get_by_role("button", name="Make the draft").click()
    heading(page, TITLE)


def titles() -> list[str]:
    items = AgendaItem.objects.filter(day__meeting__slug="milan-2027-02")
    return list(items.values_list("title", flat=True))


def corrected() -> list[str]:
    """What was pasted, but for the one title that is corrected on the way."""
    return ["Arrival" if item.title == "Registration" else item.title for item in milan.ITEMS]


def see_it_printed(page: Page, *words: str) -> None:
    """The paper that strangers get holds the agenda as it was released last."""
    said = papers.words_of(
        papers.read(Client().get("/meetings/milan-2027-02/agenda.pdf").getvalue())
    )
    for word in (TITLE, "Arrival", "Site visit FabriQ", *words):
        assert papers.squeezed(word) in said, word
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def paste_html(page: Page, name: str, html: str) -> None:
    """As a word processor fills the clipboard; a browser would check the styles of what a page puts there itself."""
    page.get_by_label(name, exact=True).evaluate(
        """(box, html) => {
            const clipboard = new DataTransfer();
            clipboard.setData("text/html", html);
            clipboard.setData("text/plain", "Registration");
            box.focus();
            box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true}));
        }""",
        html,
    )


def correct(page: Page) -> None:
    """Another title for the first item, when the whole table is there."""
    expect(page.get_by_role("button", name=PUT)).to_be_visible()
    cells = page.get_by_label("Title", exact=True).all()
    next(cell for cell in cells if cell.input_value() == "Registration").fill("Arrival")


CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def test_by_mouse_from_word_and_an_item_moves_with_all_that_hangs_on_it(
    open_browser: Open, live_server: Any
) -> None:
    page = at_the_desk(open_browser, live_server, **CLIPBOARD)
    fill_in(page)

    page.goto(f"{DESK}agenda/")
    page.get_by_role("link", name="Paste an agenda").first.click()
    paste_html(page, "Agenda", milan.WORD_HTML)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("20 items")).to_be_visible()
    correct(page)
    page.get_by_role("button", name=PUT).click()
    expect(page.get_by_text(ADDED)).to_be_visible()
    assert titles() == corrected()

    page.goto(f"{DESK}")
    page.get_by_role("link", name="Publish").first.click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("is published").first).to_be_visible()
    see_it_printed(page)
    visit = AgendaItem.objects.get(title="Site visit FabriQ")
    document = make_document("FabriQ in figures", meeting=visit.day.meeting, item=visit)
    before = calendars.fetch(Client(), "/meetings/milan-2027-02/agenda.ics")["Site visit FabriQ"]

    page.goto(f"{DESK}agenda/")
    page.get_by_role("button", name="Later: Site visit FabriQ").click()
    expect(page.get_by_role("status")).to_contain_text("Moved: Site visit FabriQ")
    page.get_by_role("link", name="Release agenda 2").click()
    expect(page.get_by_text("“Site visit FabriQ” moves from")).to_be_visible()
    page.get_by_label("Note to readers").fill("The bus is late.")
    with page.expect_navigation():
        page.get_by_role("button", name="Release agenda 2").click()

    after = calendars.fetch(Client(), "/meetings/milan-2027-02/agenda.ics")["Site visit FabriQ"]
    assert (after.uid, after.starts > before.starts) == (before.uid, True)
    document.refresh_from_db()
    assert document.item_id == visit.pk
    see_it_printed(page, "The bus is late.")


def test_by_keyboard_alone_from_excel(open_browser: Open, live_server: Any) -> None:
    page = at_the_desk(open_browser, live_server, **CLIPBOARD)
    keys = page.keyboard
    press_on(page, "Make a meeting")
    heading(page, "New meeting")
    choose(page, "Kind", "Study")
    type_into(page, "Title", TITLE)
    choose(page, "Working group", "Smart")
    tab_to(page, "First day")
    keys.type("02232027")
    tab_to(page, "Last day")
    keys.type("02242027")
    choose(page, "Host city 1", "Milan")
    press_on(page, "Make the draft")
    heading(page, TITLE)

    press_on(page, "Agenda")
    press_on(page, "Paste an agenda")
    # Past the part of the same name.
    tab_to(page, "History")
    paste_into(page, "Agenda", milan.EXCEL_TSV)
    press_on(page, "Read it")
    tab_to(page, "Title")
    keys.press("Control+A")
    keys.type("Arrival")
    press_far(page, PUT)
    expect(page.get_by_text(ADDED)).to_be_visible()
    assert titles() == corrected()

    press_on(page, "Page")
    press_on(page, "Publish")
    press_on(page, "Publish now")
    expect(page.get_by_text("is published").first).to_be_visible()
    see_it_printed(page)


def test_without_scripts_from_a_mail(open_browser: Open, live_server: Any) -> None:
    page = at_the_desk(open_browser, live_server, java_script_enabled=False)
    fill_in(page)

    page.goto(f"{DESK}agenda/paste/")
    page.get_by_label("Agenda", exact=True).fill(milan.MAIL_TEXT)
    page.get_by_role("button", name="Read it").click()
    correct(page)
    page.get_by_role("button", name=PUT).click()
    expect(page.get_by_text(ADDED)).to_be_visible()
    assert titles() == corrected()

    page.goto(f"{DESK}publish/")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("is published").first).to_be_visible()
    page.goto(f"{DESK}agenda/")
    with page.expect_navigation():
        page.get_by_role("button", name="Earlier: Lunch").first.click()
    page.get_by_role("link", name="Release agenda 2").click()
    page.get_by_label("Small correction").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Release agenda 2").click()

    assert Meeting.objects.get().releases.first().is_small_correction  # type: ignore[union-attr]
    see_it_printed(page)


def press_far(page: Page, name: str) -> None:
    """On a button at the end of a long form: the fields on the way are many, so one comes from behind."""
    keys = page.keyboard
    for _ in range(400):
        keys.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return press_enter(page)
    pytest.fail(f"Tab does not reach {name!r}")
