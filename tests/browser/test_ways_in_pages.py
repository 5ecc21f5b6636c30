"""The pages of ways in, which a session must have proved itself for: axe finds nothing, nothing overflows."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Page, expect

from members.actions.addresses import PURPOSE
from members.models import Person
from portal.lib import links
from tests.browser.conftest import Open
from tests.browser.test_pages import faults_of, overflowing
from tests.browser.test_ways_in import give_device, log_in
from tests.factories import PASSWORD, make_city, make_person, make_staff
from tests.ways_in import make_address_change

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OWN = [
    "/accounts/",
    "/accounts/welcome/",
    "/accounts/second-factor/",
    "/accounts/authenticator/",
    "/accounts/passkeys/add/",
    "/accounts/recovery-codes/",
    "/accounts/recovery-codes/new/",
    "/accounts/sessions/",
    "/accounts/email/",
]


def faults(page: Page, addresses: list[str]) -> Iterator[str]:
    yield from faults_of(page, addresses)
    yield from overflowing(page, addresses)


def add_passkey(page: Page) -> None:
    give_device(page)
    page.goto("/accounts/passkeys/add/")
    page.get_by_role("button", name="Add this passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()


@pytest.fixture
def person() -> Person:
    return make_person("Utrecht representative", city=make_city("Utrecht"), password=PASSWORD)


def test_ones_own_pages(person: Person, open_browser: Open) -> None:
    page = open_browser(bypass_csp=True)
    log_in(page, person)
    add_passkey(page)
    number = Authenticator.objects.get(user=person, type="webauthn").pk
    change = make_address_change(person=person)
    link = reverse("confirm_address", args=[links.signed(PURPOSE, change.pk)])
    passkey = [reverse(f"mfa_{verb}_webauthn", args=[number]) for verb in ("edit", "remove")]

    assert list(faults(page, [*OWN, *passkey, link])) == []


def test_a_strangers_pages(person: Person, open_browser: Open) -> None:
    page = open_browser(bypass_csp=True)

    found = list(faults(page, ["/accounts/login/code/?again=1", "/accounts/email/confirm/cut/"]))
    page.goto("/accounts/login/code/")
    page.get_by_label("E-mail").fill(str(person.email))
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Type the code")).to_be_visible()
    found += faults(page, ["/accounts/login/code/confirm/"])

    assert found == []


def test_the_desks_pages(person: Person, open_browser: Open) -> None:
    page = open_browser(bypass_csp=True)
    log_in(page, make_staff(password=PASSWORD, office="administrator"))
    names = ("manage_person", "manage_person_factors", "manage_person_office", "vouch_for_address")

    addresses = ["/manage/people/all/", *(reverse(name, args=[person.pk]) for name in names)]

    assert list(faults(page, addresses)) == []
