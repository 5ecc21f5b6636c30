"""Every kind of page in a real browser, light and dark, on a telephone and on a desk: axe finds nothing, nothing overflows."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import LazySettings, settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from documents.models import Document
from members.models import Group, Person
from portal.views.errors import bad_request, csrf_failure, server_error
from tests.browser.axe import violations_in
from tests.browser.conftest import Open
from tests.browser.registration_pages import pages_aside
from tests.demo_addresses import demo_addresses
from tests.demonstration import load_demonstration
from tests.factories import make_document
from visits.models import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What WCAG 2.2 AA asks for, and what axe knows to be good practice.
# Without `preload`, by which axe would fetch the style sheets again, and from wrong addresses.
ALL_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
}
# In the dark nothing but the colours is another.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "preload": False,
}
LOOKS: list[tuple[Literal["light", "dark"], int, Any]] = [
    ("light", 390, ALL_RULES),
    ("light", 1280, ALL_RULES),
    ("dark", 1280, COLOURS),
    ("dark", 390, COLOURS),
]
NARROWEST = 320


@pytest.fixture
def demo() -> None:
    """The demonstration: both meetings with programmes, a visit, tracks and speakers, and documents with files."""
    load_demonstration(timezone.localdate())


def public_addresses() -> list[str]:
    meetings = [meeting.get_absolute_url() for meeting in Meeting.objects.exclude(state="draft")]
    return [
        "/",
        "/meetings/",
        f"/meetings/?year={Meeting.objects.past().years()[0]}",
        "/meetings/?kind=webinar",
        *meetings,
        *(f"{address}agenda/" for address in meetings),
        *(f"{address}practical/" for address in meetings),
        "/groups/",
        *(group.get_absolute_url() for group in Group.objects.all()),
        "/cities/",
        "/cities/milan/",
        Document.objects.filter(audience="members", current__isnull=False)[0].get_absolute_url(),
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/1-abc-0123456789/",
        "/accounts/password/reset/key/done/",
        "/accounts/inactive/",
        "/accessibility/",
        "/privacy/",
        "/cookies/",
    ]


def refusals(client: Client) -> dict[str, str]:
    """The pages of refusals and mishaps by name, which a browser would complain of at their own addresses."""
    request = client.get("/").wsgi_request
    names = ("403.html", "429.html", "503.html")
    around = {name: render_to_string(name, request=request) for name in names}
    alone = {
        "400.html": bad_request(request, Exception()),
        "403_csrf.html": csrf_failure(request),
        "500.html": server_error(request),
    }
    return {
        "404.html": client.get("/nowhere/").content.decode(),
        **around,
        **{name: response.content.decode() for name, response in alone.items()},
    }


def dress(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})


def faults_of(page: Page, addresses: Iterable[str]) -> Iterator[str]:
    """What axe says of pages in each look, in a line each."""
    for address in addresses:
        answer = page.goto(address)
        if answer is None or answer.status == 404:
            yield f"{address}: there is no such page"
        yield from faults_here(page, address)


def expect_editors(page: Page) -> None:
    """They take the places of text areas some time after the page is there; it is with them that it is looked at."""
    areas = page.locator("textarea[data-rich-text]:enabled")
    expect(areas.filter(visible=True)).to_have_count(0)


def faults_here(page: Page, name: str) -> Iterator[str]:
    expect_editors(page)
    for scheme, width, rules in LOOKS:
        dress(page, scheme, width)
        for violation in violations_in(page, rules):
            for node in violation["nodes"]:
                yield f"{name} {scheme} {width}: {violation['id']}: {node['html'][:160]}"


def overflowing(page: Page, addresses: Iterable[str]) -> Iterator[str]:
    """The pages that scroll sideways where the window is narrowest."""
    dress(page, "light", NARROWEST)
    for address in addresses:
        page.goto(address)
        expect_editors(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROWEST:
            yield f"{address}: {width} px"


def staffs_addresses() -> list[str]:
    missing = make_document("Lost slides", content=None, meeting=Meeting.objects.first())
    return [
        "/meetings/",
        *(meeting.get_absolute_url() for meeting in Meeting.objects.all()),
        missing.get_absolute_url(),
        Document.objects.filter(current__isnull=False)[0].get_absolute_url(),
        Group.objects.get().get_absolute_url(),
        "/cities/utrecht/",
        "/accounts/password/change/",
        "/accounts/logout/",
    ]


def desk_addresses() -> list[str]:
    """Of the desk what no test of one part looks at, for the meeting that has the most of everything."""
    coming = f"/manage/meetings/{Meeting.objects.get(slug__startswith='brno-').slug}/"
    held = f"/manage/meetings/{Meeting.objects.get(slug__startswith='milan-').slug}/"
    parts = ("agenda/paste/", "release/", "practical/", "documents/", "countdown/", "pictures/")
    return [
        "/manage/",
        "/manage/meetings/",
        "/manage/find/?q=brno",
        "/manage/jobs/",
        *(f"{coming}{part}" for part in parts),
        f"{coming}texts/introduction/",
        f"{held}report/",
        f"{held}history/",
    ]


def sign_in(page: Page, person: Person, live_server: Any) -> None:
    """Give the browser the session of someone who has logged in."""
    client = Client()
    client.force_login(person)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )


@pytest.mark.usefixtures("demo")
def test_axe_finds_nothing_on_a_strangers_pages(open_browser: Open) -> None:
    # axe writes styles into the page that it looks at; the policy is asked by the walk below.
    page = open_browser(bypass_csp=True)

    assert list(faults_of(page, public_addresses())) == []


@pytest.mark.usefixtures("demo")
def test_axe_finds_nothing_on_staffs_pages(open_browser: Open, live_server: Any) -> None:
    page = open_browser(bypass_csp=True)
    sign_in(page, Person.objects.get(email="staff@example.org"), live_server)

    assert list(faults_of(page, [*staffs_addresses(), *desk_addresses()])) == []


def test_axe_finds_nothing_on_pages_of_refusals_and_beside_the_ways(
    open_browser: Open, client: Client
) -> None:
    page = open_browser(bypass_csp=True)
    page.goto("/")
    faults: list[str] = []

    for name, markup in (refusals(client) | pages_aside(client)).items():
        page.set_content(markup)
        faults += faults_here(page, name)

    assert faults == []


def test_axe_finds_nothing_on_the_demos_mail(
    open_browser: Open, settings: LazySettings, tmp_path: Path
) -> None:
    page = open_browser(bypass_csp=True)
    with demo_addresses(settings, tmp_path):
        empty = list(faults_of(page, ["/demo/mail/"]))
        get_connection("django.core.mail.backends.filebased.EmailBackend").send_messages(
            [
                EmailMessage(
                    "A new password",
                    "Dear reader,\n\nhttps://portal.example/x\n",
                    to=["member@example.org"],
                )
            ]
        )
        found = list(faults_of(page, ["/demo/mail/"]))
        page.goto("/demo/mail/")
        page.get_by_role("link", name="A new password").click()
        found += faults_here(page, "a mail")

    assert empty + found == []


@pytest.mark.usefixtures("demo")
def test_no_page_overflows_or_complains(open_browser: Open, live_server: Any) -> None:
    """What a browser complains of, and what it would load from elsewhere, is heard by `open_browser`."""
    stranger, staff = open_browser(), open_browser()
    sign_in(staff, Person.objects.get(email="staff@example.org"), live_server)

    wide = [*overflowing(stranger, public_addresses()), *overflowing(staff, staffs_addresses())]

    assert wide == []


def test_axe_bites(open_browser: Open) -> None:
    page = open_browser()
    page.set_content('<html lang="en"><title>A page</title><main><h1>A</h1><a href="/"></a></main>')

    found = violations_in(page, ALL_RULES)

    assert "link-name" in {violation["id"] for violation in found}
