"""Logging in by a code that is sent by mail; and that nobody learns who has an account."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail as outbox
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from members.login_code import code_of
from members.models import Person
from portal.lib import jobs
from portal.models import Message
from tests.members.authenticators import make_authenticator
from tests.members.sessions import (
    beside_the_cache,
    is_signed_in,
    make_member,
    make_nobody,
    make_without_password,
    words,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ASK, CONFIRM = "account_request_login_code", "account_confirm_login_code"


def ask(client: Client, person: Person | str, **extra: str) -> Any:
    email = person if isinstance(person, str) else person.email
    response = client.post(reverse(ASK), {"email": email, **extra})
    jobs.run_due()
    return response


def sent() -> str:
    found = re.search(r"^    ([A-Z]{4}-[A-Z]{4})$", str(outbox.outbox[-1].body), re.MULTILINE)
    assert found
    return found.group(1)


def give(client: Client, code: str) -> Any:
    return client.post(reverse(CONFIRM), {"code": code})


@pytest.mark.parametrize("written", [str, str.lower, lambda code: code.replace("-", " ")])
def test_the_code_lets_in_and_leads_back(client: Client, written: Any) -> None:
    person = make_member()
    ask(client, str(person.email).upper(), next="/meetings/")

    response = give(client, written(sent()))

    assert response["Location"] == "/meetings/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_it_is_kept_nowhere(client: Client) -> None:
    ask(client, make_member())
    code = sent()

    [message] = Message.objects.all()
    jobs_and_session = f"{ProcrastinateJob.objects.values()}{dict(client.session)}"
    assert message.text == ""
    assert code not in message.subject
    assert code not in jobs_and_session


def test_it_works_once(client: Client) -> None:
    ask(client, make_member())
    code = sent()
    give(client, code)
    client.post(reverse("account_logout"))

    page = words(client.post(reverse(CONFIRM), {"code": code}, follow=True))

    assert not is_signed_in(client)
    assert "No code is expected in this browser" in page


def test_it_works_only_where_it_was_asked_for(client: Client) -> None:
    ask(client, make_member())
    other = Client()

    page = words(other.post(reverse(CONFIRM), {"code": sent()}, follow=True))

    assert not is_signed_in(other)
    assert "asked for in another browser" in page


def test_only_the_last_one_works(client: Client) -> None:
    person = make_member()
    ask(client, person)
    first = sent()
    ask(client, person)

    page = words(give(client, first))

    assert "not the code that was sent last" in page
    assert not is_signed_in(client)


def test_it_does_not_work_for_ever(client: Client, settings: LazySettings) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        ask(client, make_member())
        clock.shift(timedelta(minutes=settings.LOGIN_CODE_MINUTES, seconds=1))
        give(client, sent())

    assert not is_signed_in(client)


def test_it_is_not_guessed(client: Client) -> None:
    ask(client, make_member())
    for _ in range(5):
        give(client, "BBBB-BBBB")

    response = give(client, sent())

    assert not is_signed_in(client)
    assert response.status_code in {302, 429}


def test_whoever_has_a_second_factor_is_asked_for_it(client: Client) -> None:
    person = make_member()
    make_authenticator(person)
    ask(client, person)

    response = give(client, sent())

    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_an_address_that_was_changed_meanwhile_lets_nobody_in(client: Client) -> None:
    person = make_member()
    ask(client, person)
    Person.objects.filter(pk=person.pk).update(email="new@example.org")

    give(client, sent())

    assert not is_signed_in(client)


def make_known() -> str:
    return str(make_member().email)


def make_closed() -> str:
    return str(make_member(is_active=False).email)


@pytest.mark.parametrize("make", [make_nobody, make_without_password, make_closed])
def test_whoever_has_no_way_in_gets_no_mail(client: Client, make: Any) -> None:
    ask(client, make())

    assert outbox.outbox == []


NOT_TOLD_APART = [make_known, make_nobody, make_without_password, make_closed]


@pytest.mark.parametrize("make", NOT_TOLD_APART)
def test_asking_looks_the_same_whoever_asks(client: Client, make: Any) -> None:
    email = make()
    client.get(reverse(ASK))

    with CaptureQueriesContext(connection) as queries:
        response = client.post(reverse(ASK), {"email": email})

    assert response["Location"] == reverse(CONFIRM)
    assert beside_the_cache(queries) == [
        "members_person",
        "procrastinate_defer_jobs_v1",
        "django_session",
        "django_session",
    ]
    [job] = ProcrastinateJob.objects.all()
    assert job.task_name == "send_login_code"
    assert set(job.args) == {"person_id", "number"}


@pytest.mark.parametrize("make", NOT_TOLD_APART)
def test_a_wrong_code_looks_the_same_whoever_asked(client: Client, make: Any) -> None:
    email = make()
    client.post(reverse(ASK), {"email": email})

    with CaptureQueriesContext(connection) as queries:
        page = words(give(client, "BBBB-BBBB"))

    assert beside_the_cache(queries) == ["django_session", "django_session"]
    assert "not the code that was sent last" in page


def test_the_page_of_the_code_is_the_same_for_known_and_unknown() -> None:
    pages = []
    for email in (make_known(), make_nobody()):
        client = Client()
        client.post(reverse(ASK), {"email": email})
        page = words(client.get(reverse(CONFIRM)))
        pages.append(re.sub(r'value="\w{64}"', "", page).replace(email, ""))

    assert pages[0] == pages[1]


def test_nobody_has_the_code_of_an_unknown_address(client: Client) -> None:
    client.post(reverse(ASK), {"email": make_nobody()})
    number = client.session["members.login_code"]["number"]

    give(client, code_of(number))

    assert not is_signed_in(client)


def test_asking_too_often_is_stopped(client: Client) -> None:
    email = make_nobody()
    for _ in range(3):
        ask(client, email)

    assert ask(client, email).status_code == 429
