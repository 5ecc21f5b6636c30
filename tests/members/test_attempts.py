"""Nobody keeps another out by failing in that one's name; nor does guessing from many places go on for ever."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.members.sessions import is_signed_in, log_in, make_member, words

pytestmark = pytest.mark.django_db

AFAR = "203.0.113.7"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


def test_a_password_opens_here_while_somebody_guesses_elsewhere(client: Client) -> None:
    person = make_member()
    afar = Client(REMOTE_ADDR=AFAR)
    for _ in range(6):
        log_in(afar, person.email, "wrong")

    assert "Wait five minutes" in words(log_in(afar, person.email))
    log_in(client, person.email)
    assert is_signed_in(client)


def test_a_code_is_sent_here_while_somebody_asks_for_codes_elsewhere(client: Client) -> None:
    person = make_member()
    path, given = reverse("account_request_login_code"), {"email": person.email}
    afar = Client(REMOTE_ADDR=AFAR)
    statuses = [afar.post(path, given).status_code for _ in range(4)]

    assert statuses == [302, 302, 302, 429]
    assert client.post(path, given).status_code == 302


def test_guessing_from_everywhere_comes_to_an_end(client: Client, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {  # type: ignore[attr-defined]
        "login_failed": "5/5m/key",
        "login_failed_everywhere": "8/h/key",
    }
    person = make_member()
    for number in range(8):
        log_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), person.email, "wrong")

    assert "too many attempts" in words(log_in(client, person.email))
    assert not is_signed_in(client)


def test_who_logs_in_often_is_not_counted(client: Client, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed_everywhere": "3/h/key"}  # type: ignore[attr-defined]
    person = make_member()

    for _ in range(4):
        browser = Client()
        log_in(browser, person.email)
        assert is_signed_in(browser)
