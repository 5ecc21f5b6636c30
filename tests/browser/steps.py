"""What people do on their ways through the portal, in a browser: read mail, log in, carry a key, press keys alone."""

import re

import pytest
from django.conf import settings
from django.core import mail as outbox
from playwright.sync_api import Page, expect

from portal.lib import jobs
from tests.browser.test_milan import tab_to
from tests.factories import PASSWORD


def link_in_mail(to: str) -> str:
    """The address in the newest mail to ``to``, after the worker has sent what waits."""
    jobs.run_due()
    body = next(str(mail.body) for mail in reversed(outbox.outbox) if mail.to == [to])
    found = re.search(re.escape(settings.SITE_URL) + r"(/\S+)", body)
    assert found, body
    return found.group(1)


def log_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()


def log_out(page: Page) -> None:
    page.get_by_role("banner").get_by_role("button", name="Log out").click()
    expect_strangers_header(page)


def expect_own_header(page: Page, name: str) -> None:
    expect(page.get_by_role("banner").get_by_role("link", name=name, exact=True)).to_be_visible()


def expect_strangers_header(page: Page) -> None:
    expect(page.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()


def carry_a_key(page: Page) -> None:
    """As a laptop does that knows its owner's finger: a passkey is kept in it, and given when it is asked for."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )


def press_enter(page: Page) -> None:
    """On a link or in a form, and wait for the page that comes."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press_on(page: Page, name: str) -> None:
    tab_to(page, name)
    press_enter(page)


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.type(text)


def choose(page: Page, name: str, option: str) -> None:
    """From a list, by arrows: letters that come too slowly one after another begin another search."""
    tab_to(page, name)
    page.keyboard.press("Home")
    for _ in range(40):
        chosen = page.evaluate("document.activeElement.selectedOptions[0].label.trim()")
        if chosen.startswith(option):
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{name!r} offers no {option!r}.")


def paste_into(page: Page, name: str, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    tab_to(page, name)
    page.keyboard.press("Control+V")


def heading(page: Page, words: str) -> None:
    """Wait until the page with this heading is there."""
    expect(page.get_by_role("heading", level=1, name=words, exact=True)).to_be_visible()
