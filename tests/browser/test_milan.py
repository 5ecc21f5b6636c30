"""A stranger reads Milan, is asked to log in at its document, comes back as a member, and has the file."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from documents.actions.documents import add_version
from documents.models import Document
from members.actions.cities import load_cities
from members.models import City, CityMembership
from portal.archive.importer import import_page
from tests.browser.conftest import Open
from tests.factories import LONG_AGO, PASSWORD, PDF, make_person
from visits.models import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEED = Path(settings.BASE_DIR) / "portal/demo/milan-2017.txt"
MEMBER = "member@example.org"


@pytest.fixture
def document() -> Document:
    """Milan as it is read from the archive, its document with a file, and a representative of Utrecht."""
    load_cities()
    import_page(content=SEED.read_bytes(), file_name=SEED.name, by=None)
    document = Document.objects.get()
    add_version(
        document=document,
        file=ContentFile(PDF),
        file_name="milan.pdf",
        content_type="application/pdf",
        by=None,
    )
    utrecht = City.objects.get(name="Utrecht")
    CityMembership.objects.create(city=utrecht, starts_on=LONG_AGO)
    make_person("Utrecht representative", email=MEMBER, password=PASSWORD, city=utrecht)
    return document


def read_milan(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Meetings").click()
    page.get_by_role("link", name="Milan").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("23–24 February 2017")


def log_in(page: Page) -> None:
    page.get_by_label("E-mail").fill(MEMBER)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_by_pointer(document: Document, open_browser: Open, *, has_scripts: bool) -> None:
    page = open_browser(java_script_enabled=has_scripts)

    read_milan(page)
    expect(page.get_by_role("link", name="Log in to download").first).to_be_visible()
    page.get_by_role("link", name=document.title, exact=True).click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    log_in(page)

    expect(page).to_have_url(document.get_absolute_url())
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "milan.pdf"
    assert Path(download.value.path()).read_bytes() == PDF


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called ``name``; and see that its focus shows."""
    # A page that is still being read has no last element from which Tab would begin anew.
    page.wait_for_load_state()
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
                const at = document.activeElement;
                const outline = getComputedStyle(at).outlineStyle;
                const label = at.labels && at.labels.length ? at.labels[0].textContent : at.textContent;
                return {name: label.trim().replace(/\\s+/g, " "), shows: outline !== "none"};
            }"""
        )
        if focused["name"].startswith(name):
            assert focused["shows"], f"The focus on {name!r} does not show."
            return
    pytest.fail(f"Tab does not reach {name!r} on {page.url}")


def test_by_keyboard_alone(document: Document, open_browser: Open) -> None:
    page = open_browser()
    page.goto("/")

    tab_to(page, "Skip to content")
    tab_to(page, "Meetings")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/meetings/")
    tab_to(page, Meeting.objects.get(slug="milan-2017-02").title)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/meetings/milan-2017-02/")
    tab_to(page, "Log in to download")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    tab_to(page, "E-mail")
    page.keyboard.type(MEMBER)
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(document.get_absolute_url())
    tab_to(page, "Download")
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert Path(download.value.path()).read_bytes() == PDF


def test_skip_link_leads_past_the_navigation(document: Document, open_browser: Open) -> None:
    page = open_browser()
    page.goto("/meetings/")

    tab_to(page, "Skip to content")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
