"""Journeys of logging in: with a passkey, with an app because the office needs one, and out of another browser."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from members.models import Person
from tests.browser.conftest import Open
from tests.factories import PASSWORD, make_representative, make_staff
from tests.members.authenticators import code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A telephone's own: it keeps the passkey under its owner's name, and its owner is there with the finger on it.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_device(page: Page, **changes: Any) -> Any:
    """A virtual authenticator for this browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | changes})


def log_in(page: Page, person: Person) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(str(person.email))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page).not_to_have_url(re.compile("/accounts/login/$"))


def log_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()
    expect(page.get_by_text("You are logged out.")).to_be_visible()


def test_a_passkey_is_added_and_lets_in_without_a_password(open_browser: Open) -> None:
    person = make_representative("Utrecht representative", password=PASSWORD)
    page = open_browser()
    give_device(page)
    log_in(page, person)

    page.goto("/accounts/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What you call it").fill("Work laptop")
    page.get_by_role("button", name="Add this passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page.get_by_role("link", name="Rename Work laptop")).to_be_visible()
    log_out(page)
    page.goto("/accounts/login/?next=/groups/")
    page.get_by_role("button", name="Log in with a passkey").click()

    expect(page).to_have_url("/groups/")
    expect(page.get_by_text("You are logged in as Utrecht representative")).to_be_visible()


def test_a_passkey_that_is_broken_off_says_so_and_changes_nothing(open_browser: Open) -> None:
    person = make_representative(password=PASSWORD)
    page = open_browser()
    give_device(page, isUserVerified=False)
    log_in(page, person)
    page.goto("/accounts/passkeys/add/")

    page.get_by_role("button", name="Add this passkey").click()

    expect(page.get_by_text("That was broken off, or took too long.")).to_be_visible()
    expect(page).to_have_url("/accounts/passkeys/add/")


def test_without_scripts_the_passkey_is_not_offered_and_the_rest_works(open_browser: Open) -> None:
    person = make_representative(password=PASSWORD)
    page = open_browser(java_script_enabled=False)
    page.goto("/accounts/login/")

    expect(page.get_by_role("button", name="Log in with a passkey")).to_be_hidden()
    log_in(page, person)
    page.goto("/accounts/passkeys/add/")

    expect(page.get_by_text("This browser knows no passkeys, or runs no scripts.")).to_be_visible()


def test_staff_without_a_second_factor_are_stopped_and_set_one_up(open_browser: Open) -> None:
    person = make_staff(password=PASSWORD, office_since_at=timezone.now() - timedelta(days=100))
    page = open_browser()
    log_in(page, person)
    page.goto("/meetings/")
    expect(page).to_have_url("/accounts/second-factor/")
    expect(page.get_by_text("days of grace are over")).to_be_visible()

    page.get_by_role("link", name="Set up the app").click()
    secret = page.locator("code.key").inner_text()
    page.get_by_label("Six digits that the app shows").fill(code(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "recovery-codes.txt"
    first = page.locator(".codes li").first.inner_text()
    page.goto("/meetings/")
    expect(page).to_have_url("/meetings/")

    log_out(page)
    log_in(page, person)
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    page.get_by_label("Code of your authenticator app").fill(first)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_text("You are logged in as")).to_be_visible()


def test_another_browser_is_signed_out_from_the_list(open_browser: Open) -> None:
    person = make_representative(password=PASSWORD)
    here, there = open_browser(), open_browser()
    log_in(here, person)
    log_in(there, person)

    here.goto("/accounts/sessions/")
    here.get_by_role("button", name="Log out of").click()
    expect(here.get_by_text("You are signed out of one other browser.")).to_be_visible()

    there.goto("/accounts/")
    expect(there).to_have_url(re.compile("/accounts/login/"))
    here.goto("/accounts/")
    expect(here).to_have_url("/accounts/")
