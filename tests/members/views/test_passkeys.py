"""Passkeys: added, used to log in, renamed and removed; and what is refused."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse

from tests.members import passkeys
from tests.members.authenticators import (
    make_authenticator,
    told,
    types,
)
from tests.members.passkeys import Passkey
from tests.members.sessions import is_signed_in, log_in, make_member, words

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def test_a_passkey_is_added_and_logs_in_alone(client: Client) -> None:
    person, passkey = make_member(), Passkey()
    log_in(client, person.email)
    passkeys.add(client, passkey, "Work laptop")

    other = Client()
    response = passkeys.log_in_by(other, passkey, next="/meetings/")

    assert response["Location"] == "/meetings/"
    assert other.session["_auth_user_id"] == str(person.pk)
    assert told() == [("passkey_added", "")]
    assert "Work laptop" in outbox.outbox[-1].body


def test_an_answer_to_an_earlier_question_is_refused(client: Client) -> None:
    person, passkey = make_member(), Passkey()
    log_in(client, person.email)
    passkeys.add(client, passkey)
    other = Client()
    answer = passkey.proof(passkeys.asked_at_login(other))
    other.post(reverse("mfa_login_webauthn"), {"credential": answer})
    other.post(reverse("account_logout"))

    response = other.post(reverse("mfa_login_webauthn"), {"credential": answer}, follow=True)

    assert not is_signed_in(other)
    assert "The passkey was not accepted" in words(response)


@pytest.mark.parametrize(
    "passkey",
    [Passkey(origin="https://elsewhere.example"), Passkey(is_verified=False)],
    ids=["made elsewhere", "owner not verified"],
)
def test_a_passkey_that_proves_too_little_is_not_added(client: Client, passkey: Passkey) -> None:
    person = make_member()
    log_in(client, person.email)

    page = words(passkeys.add(client, passkey))

    assert "The passkey was not accepted" in page
    assert types(person) == []


@pytest.mark.parametrize(
    "sent",
    ["", "{}", "[]", "null", '"text"', '{"id": "x"}', '{"id": "x", "response": {}}', "nonsense"],
)
@pytest.mark.parametrize("name", ["mfa_login_webauthn", "mfa_add_webauthn", "mfa_authenticate"])
def test_nonsense_is_refused_in_words(client: Client, name: str, sent: str) -> None:
    person = make_member()
    if name == "mfa_authenticate":
        make_authenticator(person)
    if name != "mfa_login_webauthn":
        log_in(client, person.email)

    response = client.post(reverse(name), {"credential": sent})

    assert response.status_code in {200, 302}
    assert is_signed_in(client) is (name == "mfa_add_webauthn")


def test_a_closed_account_does_not_come_in_by_passkey(client: Client) -> None:
    person, passkey = make_member(), Passkey()
    log_in(client, person.email)
    passkeys.add(client, passkey)
    person.is_active = False
    person.save()

    response = passkeys.log_in_by(Client(), passkey)

    assert response["Location"] == reverse("account_inactive")


def test_a_passkey_is_renamed_and_removed(client: Client) -> None:
    person, passkey = make_member(), Passkey()
    log_in(client, person.email)
    passkeys.add(client, passkey)
    number = Authenticator.objects.get(type="webauthn").pk

    client.post(reverse("mfa_edit_webauthn", args=[number]), {"name": "Old laptop"})
    assert "Old laptop" in words(client.get(reverse("mfa_index")))
    client.post(reverse("mfa_remove_webauthn", args=[number]))

    assert types(person) == []
    assert told()[-1] == ("passkey_removed", "")


def test_nobody_touches_anothers_passkey(client: Client) -> None:
    owner, passkey = make_member(), Passkey()
    log_in(client, owner.email)
    passkeys.add(client, passkey)
    number = Authenticator.objects.get(type="webauthn").pk
    other = Client()
    log_in(other, make_member().email)

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert other.post(reverse(name, args=[number]), {"name": "Mine"}).status_code == 404
