"""What the network states about the portal, and what robots are told."""

from datetime import date

import pytest
from django.conf import LazySettings, settings
from django.test import Client

from portal.lib import device
from portal.retention import PURPOSES
from tests.factories import PASSWORD, make_representative
from tests.pages import Page, read, words

pytestmark = pytest.mark.django_db


def test_accessibility_says_what_the_decision_of_the_commission_asks_for(client: Client) -> None:
    page = read(client, "/accessibility/")

    assert page.headings == [
        "Accessibility statement",
        "Compliance status",
        "Non-accessible content",
        "Preparation of this statement",
        "Feedback and contact",
        "Enforcement procedure",
    ]
    assert "(EU) 2018/1523" in page.text
    assert "partially compliant" in page.text


@pytest.mark.parametrize(
    ("compliance", "said"),
    [("full", "is fully compliant"), ("partial", "is partially compliant"), ("none", "is not")],
)
def test_accessibility_is_stated_as_the_network_judged_it(
    client: Client, settings: LazySettings, compliance: str, said: str
) -> None:
    settings.NETWORK_ACCESSIBILITY = compliance
    settings.NETWORK_ACCESSIBILITY_REVIEWED_ON = date(2027, 5, 4)

    page = read(client, "/accessibility/")

    assert said in page.text
    assert "last reviewed on 4 May 2027" in page.text
    assert ("Non-accessible content" in page.headings) is (compliance != "full")


def test_privacy_names_what_is_kept_and_how_long(client: Client, settings: LazySettings) -> None:
    settings.SESSION_COOKIE_AGE = 3 * 24 * 3600

    page = read(client, "/privacy/")

    for part in ("3 days at most", "90 days", "Argon2", "Article 6(1)(f)", "object"):
        assert part in page.text


def test_privacy_tells_each_purpose_with_its_basis_and_term(client: Client) -> None:
    page = read(client, "/privacy/")

    for purpose in PURPOSES:
        for said in (
            purpose.title,
            purpose.why,
            purpose.basis.value,
            purpose.seen_by,
            purpose.term,
        ):
            assert " ".join(str(said).split()) in page.text
    assert {"/my/data/", "/my/data/erase/"} <= set(page.links)


def test_cookies_are_named_as_they_are_set(client: Client, settings: LazySettings) -> None:
    page = read(client, "/cookies/")

    assert settings.SESSION_COOKIE_NAME in page.text
    assert settings.CSRF_COOKIE_NAME in page.text
    assert "after 14 days" in page.text
    assert not client.cookies


def test_what_the_device_keeps_is_named_as_scripts_name_it(client: Client) -> None:
    page = read(client, "/cookies/")

    written = (settings.BASE_DIR / "static" / "js" / "autosave.js").read_text()
    assert f'const NAMES = "{device.TEXTS}";' in written
    assert f"{device.TEXTS}…" in page.text


def test_no_other_cookies_are_set_on_the_way_in_and_out(
    client: Client, settings: LazySettings
) -> None:
    person = make_representative(password=PASSWORD)
    told: list[str] = []

    client.get("/accounts/login/")
    for address, form in (
        ("/accounts/login/", {"login": person.email, "password": PASSWORD}),
        ("/accounts/logout/", {}),
    ):
        response = client.post(address, form, follow=True)
        told += [words(one) for one in Page(response).all("p", class_="message")]

    assert told == [f"You are logged in as {person}.", "You are logged out."]
    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


def test_robots_are_kept_from_accounts_and_downloads(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /accounts/",
        "Disallow: /documents/*/download/",
        "",
        "Sitemap: http://localhost:8000/sitemap.xml",
    ]


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/cookies/", "/robots.txt"])
def test_statements_are_only_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
