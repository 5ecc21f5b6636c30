"""Second factors: set up, used, renewed and removed, by an app and by recovery codes; and what each of them refuses."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse

from portal.models import LogEntry
from tests.factories import PASSWORD, make_staff
from tests.members import passkeys
from tests.members.authenticators import (
    code,
    give,
    log_in_with_code,
    make_authenticator,
    make_recovery_codes,
    secret_shown,
    set_up,
    told,
    types,
)
from tests.members.passkeys import Passkey
from tests.members.sessions import is_signed_in, log_in, make_member, words

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


# An authenticator app ----------------------------------------------------------------------------


def test_an_app_is_set_up_by_its_first_code_and_brings_recovery_codes(client: Client) -> None:
    person = make_member()
    log_in(client, person.email)

    set_up(client)

    assert types(person) == ["recovery_codes", "totp"]
    assert told() == [("authenticator_added", "")]
    assert outbox.outbox[-1].to == [person.email]
    entry = LogEntry.objects.get(verb="change_ways_in")
    assert entry.facts == {"added": ["totp", "recovery_codes"], "removed": []}


def test_the_page_shows_the_key_as_picture_and_text_and_nothing_inline(client: Client) -> None:
    log_in(client, make_member().email)

    page = words(client.get(reverse("mfa_activate_totp")))

    assert "<svg viewBox=" in page
    assert "data:" not in page


def test_a_wrong_first_code_sets_up_nothing_and_keeps_the_key(client: Client) -> None:
    person = make_member()
    log_in(client, person.email)
    secret = secret_shown(client)

    page = words(client.post(reverse("mfa_activate_totp"), {"code": "000000"}))

    assert "This code is not right" in page
    assert secret in page
    assert types(person) == []


def test_the_secret_is_not_in_the_database_as_it_is(client: Client) -> None:
    person = make_member()
    log_in(client, person.email)

    secret = set_up(client)

    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert log_in_with_code(Client(), person, secret, steps=1).status_code == 302


def test_the_password_alone_is_not_enough_any_more(client: Client) -> None:
    person = make_member()
    secret = make_authenticator(person)

    response = log_in(client, person.email)

    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    give(client, code(secret))
    assert is_signed_in(client)


def test_the_second_step_leads_on_to_where_one_wanted_to_go(client: Client) -> None:
    person = make_member()
    secret = make_authenticator(person)
    log_in(client, person.email, next="/meetings/")

    assert give(client, code(secret))["Location"] == "/meetings/"


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_works_once_for_as_long_as_it_is_good(client: Client, steps: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        person = make_member()
        secret = make_authenticator(person)
        used = code(secret, steps=1)
        log_in(client, person.email)
        give(client, used)
        assert is_signed_in(client)

        clock.shift(timedelta(seconds=30 * (steps + 1)))
        again = Client()
        log_in(again, person.email)
        page = words(give(again, used))

    assert not is_signed_in(again)
    assert "used already" in page


def test_the_code_that_set_it_up_is_used_up_too(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        person = make_member()
        log_in(client, person.email)
        secret = set_up(client)
        again = Client()
        log_in(again, person.email)

        give(again, code(secret))

    assert not is_signed_in(again)


def test_codes_are_not_guessed(client: Client) -> None:
    person = make_member()
    with time_machine.travel(NOON, tick=False):
        secret = make_authenticator(person)
        log_in(client, person.email)
        for _ in range(5):
            give(client, "000000")
        page = words(give(client, code(secret)))

    assert not is_signed_in(client)
    assert "too many attempts" in page


def test_an_app_is_removed_and_its_codes_with_it(client: Client) -> None:
    person = make_member()
    secret = make_authenticator(person)
    make_recovery_codes(person)
    log_in_with_code(client, person, secret)

    client.post(reverse("mfa_deactivate_totp"))

    assert types(person) == []
    assert told() == [("authenticator_removed", "")]


# Recovery codes ----------------------------------------------------------------------------------


def test_a_recovery_code_lets_in_once(client: Client) -> None:
    person = make_member()
    make_authenticator(person)
    first, *_others = make_recovery_codes(person)
    log_in(client, person.email)
    give(client, first)
    assert is_signed_in(client)

    again = Client()
    log_in(again, person.email)
    give(again, first)

    assert not is_signed_in(again)


def test_recovery_codes_are_shown_downloaded_and_made_anew(client: Client) -> None:
    person = make_member()
    secret = make_authenticator(person)
    codes = make_recovery_codes(person)
    log_in_with_code(client, person, secret)

    shown = words(client.get(reverse("mfa_view_recovery_codes")))
    file = client.get(reverse("mfa_download_recovery_codes"))
    client.post(reverse("mfa_generate_recovery_codes"))
    after = words(client.get(reverse("mfa_view_recovery_codes")))

    assert all(each in shown and each in file.content.decode() for each in codes)
    assert "attachment" in file["Content-Disposition"]
    assert not any(each in after for each in codes)
    assert told() == [("recovery_codes_made", "")]


# Who one is is asked again -----------------------------------------------------------------------


def test_after_a_while_a_change_asks_again_who_it_is(client: Client) -> None:
    person = make_member()
    with time_machine.travel(NOON, tick=False) as clock:
        log_in(client, person.email)
        assert client.get(reverse("mfa_activate_totp")).status_code == 200

        clock.shift(timedelta(minutes=10, seconds=1))
        asked = client.get(reverse("mfa_activate_totp"))
        assert asked["Location"].startswith(reverse("account_reauthenticate"))
        wrong = client.post(asked["Location"], {"password": "wrong"})
        right = client.post(asked["Location"], {"password": PASSWORD})

    assert "This is not your password" in words(wrong)
    assert right["Location"] == reverse("mfa_activate_totp")


def test_whoever_came_in_before_the_factor_was_set_up_proves_it_first(client: Client) -> None:
    person, elsewhere = make_member(), Client()
    log_in(elsewhere, person.email)
    log_in(client, person.email)
    secret = set_up(client)

    asked = elsewhere.get(reverse("mfa_add_webauthn"))
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    elsewhere.post(asked["Location"], {"code": code(secret, steps=1)})

    assert elsewhere.get(reverse("mfa_add_webauthn")).status_code == 200


@pytest.mark.parametrize("name", ["mfa_deactivate_totp", "mfa_remove_webauthn"])
def test_the_last_factor_of_an_office_stays(client: Client, name: str) -> None:
    person, passkey = make_staff(password=PASSWORD), Passkey()
    log_in(client, person.email)
    if name == "mfa_deactivate_totp":
        set_up(client)
        address = reverse(name)
    else:
        passkeys.add(client, passkey)
        address = reverse(name, args=[Authenticator.objects.get(type="webauthn").pk])

    page = words(client.post(address, follow=True))

    assert "Your office needs a second factor" in page
    assert len(types(person)) == 2
