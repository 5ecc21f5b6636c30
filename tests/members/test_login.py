"""Logging in and out, by persona; and that nobody learns who has an account."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.factories import (
    PASSWORD,
    make_document,
    make_former_representative,
    make_person,
)
from tests.members.sessions import (
    beside_the_cache,
    is_signed_in,
    log_in,
    make_member,
    make_nobody,
    make_without_password,
    words,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def test_the_login_page_says_what_for_and_whom_to_ask(client: Client) -> None:
    page = words(client.get(reverse("account_login")))

    assert "by invitation; nobody signs up here" in page
    assert "mailto:secretariat@example.org" in page
    assert reverse("account_reset_password") in page
    assert "signup" not in page


def test_its_fields_can_be_filled_in_and_read_out(client: Client) -> None:
    page = words(client.get(reverse("account_login")))

    assert re.search(r'<label for="id_login">E-mail address</label>', page)
    assert re.search(r'name="login"[^>]*autocomplete="username"', page)
    assert re.search(r'name="password"[^>]*autocomplete="current-password"', page)


def test_what_is_wrong_is_said_first_and_tied_to_its_field(client: Client) -> None:
    page = words(log_in(client, "no address", ""))

    assert 'role="alert"' in page
    assert '<a href="#id_login">E-mail address</a>' in page
    assert re.search(r'name="login"[^>]*aria-describedby="id_login_error"', page)
    assert 'id="id_login_error"' in page


def test_a_member_logs_in_whatever_the_case_of_the_address(client: Client) -> None:
    person = make_member(email="member@example.org")

    response = log_in(client, "Member@Example.org")

    assert response["Location"] == reverse("home")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_login_brings_back_to_the_document(client: Client) -> None:
    document = make_document()
    asked = client.get(reverse("document_download", args=[document.pk]))
    page = words(client.get(asked["Location"]))

    assert f'name="next" value="{document.get_absolute_url()}"' in page
    response = log_in(client, make_member().email, next=document.get_absolute_url())
    assert response["Location"] == document.get_absolute_url()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"]
)
def test_login_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    response = log_in(client, make_member().email, next=elsewhere)

    assert response["Location"] == reverse("home")


def test_the_session_is_a_new_one_after_login(client: Client) -> None:
    client.get(reverse("account_login"))
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key

    log_in(client, make_member().email)

    assert client.session.session_key != before


def make_wrong_password() -> str:
    return str(make_member().email).upper()


@pytest.mark.parametrize("make", [make_nobody, make_wrong_password, make_without_password])
def test_a_failed_login_answers_the_same_whoever_it_was(client: Client, make: Any) -> None:
    email = make()
    log_in(client, "warm-up@example.org", "wrong")

    with CaptureQueriesContext(connection) as queries:
        response = log_in(client, email, "wrong")

    assert "do not belong together, or have no account here" in words(response)
    assert not is_signed_in(client)
    assert not ProcrastinateJob.objects.exists()
    assert beside_the_cache(queries) == ["account_emailaddress", "members_person"]


def test_a_closed_account_is_told_so_only_with_its_password(client: Client) -> None:
    person = make_member(is_active=False)

    wrong = log_in(client, person.email, "wrong")
    right = log_in(client, person.email)

    assert "do not belong together" in words(wrong)
    assert right["Location"] == reverse("account_inactive")
    assert "mailto:" in words(client.get(right["Location"]))
    assert not is_signed_in(client)


def test_a_person_whose_post_ended_logs_in_and_is_told_what_that_means(client: Client) -> None:
    person = make_former_representative()
    person.set_password(PASSWORD)
    person.save()

    response = log_in(client, person.email)

    assert is_signed_in(client)
    page = words(client.get(reverse("account_change_password")))
    assert response.status_code == 302
    assert "hold no post in a member city today" in page


def test_a_member_is_told_nothing_of_the_kind(client: Client) -> None:
    log_in(client, make_member().email)

    assert "hold no post" not in words(client.get(reverse("account_change_password")))


def test_logging_out_is_asked_for_and_done(client: Client) -> None:
    log_in(client, make_member().email)

    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


@pytest.mark.parametrize("name", ["signup", "confirm_email", "verify_phone"])
def test_nothing_else_of_allauth_is_there(client: Client, name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"account_{name}")
    assert client.get("/accounts/signup/").status_code == 404


def test_guessing_is_stopped_for_an_address_and_says_when_to_go_on(client: Client) -> None:
    person = make_member()
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            log_in(client, person.email, "wrong")
        stopped = log_in(client, person.email)
        assert "Wait five minutes" in words(stopped)
        assert not is_signed_in(client)

        clock.shift(timedelta(minutes=5, seconds=1))
        log_in(client, person.email)
        assert is_signed_in(client)


def test_make_person_has_no_way_in_without_a_password(client: Client) -> None:
    log_in(client, make_person().email, "")

    assert not is_signed_in(client)
