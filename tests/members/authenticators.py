"""Authenticator apps as tests hold them in their hand, and what a person has set up and was told of it."""

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from members.models import Person
from portal.lib import jobs
from portal.models import Message
from tests.members.sessions import log_in, words


def code(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def make_authenticator(person: Person) -> str:
    """An app that is set up; gives its secret."""
    secret = str(generate_totp_secret())
    TOTP.activate(person, secret)
    return secret


def make_recovery_codes(person: Person) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(person).generate_codes()
    return codes


def secret_shown(client: Client) -> str:
    """The key on the page that sets up an app."""
    found = re.search(r'class="key">([A-Z2-7]+)<', words(client.get(reverse("mfa_activate_totp"))))
    assert found
    return found.group(1)


def set_up(client: Client) -> str:
    """Set up an app by its page, as a person does; gives its secret."""
    secret = secret_shown(client)
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    return secret


def give(client: Client, typed: str) -> Any:
    """Type a code on the page after the password."""
    return client.post(reverse("mfa_authenticate"), {"code": typed})


def log_in_with_code(client: Client, person: Person, secret: str, *, steps: int = 0) -> Any:
    log_in(client, person.email)
    return give(client, code(secret, steps=steps))


def told() -> list[tuple[str, str]]:
    """The mails that left, by name, with what is kept of their text."""
    jobs.run_due()
    return [(row.name, row.text) for row in Message.objects.order_by("pk")]


def types(person: Any) -> list[str]:
    found = Authenticator.objects.filter(user=person).order_by("type")
    return list(found.values_list("type", flat=True))
