"""Forgetting and changing a password; and that nobody learns who has an account."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.core import mail as outbox
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from members.models import Person
from portal.lib import jobs
from portal.models import Message
from tests.factories import (
    PASSWORD,
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

NEW = "another password, quite long"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def ask_for_reset(client: Client, person: Person | str) -> Any:
    email = person if isinstance(person, str) else person.email
    response = client.post(reverse("account_reset_password"), {"email": email})
    jobs.run_due()
    return response


def link() -> str:
    found = re.search(r"http://localhost:8000(/\S+)", str(outbox.outbox[-1].body))
    assert found
    return found.group(1)


def choose_password(client: Client, path: str, password: str = NEW) -> Any:
    form = client.get(path, follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else path
    return client.post(address, {"password1": password, "password2": password})


def test_a_member_chooses_a_new_password_by_the_link(client: Client) -> None:
    person = make_member()
    elsewhere = Client()
    log_in(elsewhere, person.email)

    response = ask_for_reset(client, person)
    assert response["Location"] == reverse("account_reset_password_done")
    done = choose_password(client, link())
    assert done["Location"] == reverse("account_reset_password_from_key_done")
    jobs.run_due()

    assert not is_signed_in(client)
    assert elsewhere.get(reverse("account_change_password")).status_code == 302
    assert log_in(client, person.email, NEW).status_code == 302
    assert "was changed" in outbox.outbox[-1].subject


def test_the_mails_about_it_leave_no_body_behind(client: Client) -> None:
    person = make_member()
    ask_for_reset(client, person)
    choose_password(client, link())
    jobs.run_due()

    kept = Message.objects.order_by("pk")
    assert [(row.name, row.state, row.text, row.person) for row in kept] == [
        ("password_reset", "sent", "", person),
        ("password_changed", "sent", "", person),
    ]


def test_a_link_works_once(client: Client) -> None:
    ask_for_reset(client, make_member())
    path = link()
    choose_password(client, path)

    again = Client().get(path)

    assert "This link is used up" in words(again)


def test_a_link_does_not_work_for_ever(client: Client, settings: LazySettings) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        ask_for_reset(client, make_member())
        clock.shift(timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 1))

        assert "This link is used up" in words(client.get(link()))


def test_a_weak_password_is_refused_with_a_reason(client: Client) -> None:
    ask_for_reset(client, make_member())

    response = choose_password(client, link(), "short")

    assert "at least 12 characters" in words(response)


def make_closed() -> str:
    return str(make_member(is_active=False).email)


@pytest.mark.parametrize("make", [make_nobody, make_without_password, make_closed])
def test_whoever_has_no_way_in_gets_no_mail(client: Client, make: Any) -> None:
    ask_for_reset(client, make())

    assert outbox.outbox == []
    assert not Message.objects.exists()


def make_known() -> str:
    return str(make_member().email)


@pytest.mark.parametrize("make", [make_known, make_nobody, make_without_password, make_closed])
def test_asking_for_a_reset_looks_the_same_whoever_asks(client: Client, make: Any) -> None:
    email = make()
    client.get(reverse("account_reset_password"))

    with CaptureQueriesContext(connection) as queries:
        response = client.post(reverse("account_reset_password"), {"email": email})

    assert response["Location"] == reverse("account_reset_password_done")
    assert beside_the_cache(queries) == ["members_person", "procrastinate_defer_jobs_v1"]
    [job] = ProcrastinateJob.objects.all()
    assert job.task_name == "send_password_reset"
    assert set(job.args) == {"person_id"}


# Changing a password -----------------------------------------------------------------------------


def change(client: Client, old: str = PASSWORD) -> Any:
    fields = {"oldpassword": old, "password1": NEW, "password2": NEW}
    return client.post(reverse("account_change_password"), fields)


def test_changing_a_password_ends_all_other_sessions_and_tells_by_mail(client: Client) -> None:
    person = make_member()
    elsewhere = Client()
    log_in(client, person.email)
    log_in(elsewhere, person.email)

    change(client)
    jobs.run_due()

    assert client.get(reverse("account_change_password")).status_code == 200
    assert elsewhere.get(reverse("account_change_password")).status_code == 302
    assert outbox.outbox[-1].to == [person.email]
    assert "secretariat@example.org" in outbox.outbox[-1].body


def test_a_wrong_old_password_changes_nothing(client: Client) -> None:
    person = make_member()
    log_in(client, person.email)

    response = change(client, "wrong")

    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert "was not changed" in words(response)


def test_a_stranger_is_led_to_the_login(client: Client) -> None:
    response = client.get(reverse("account_change_password"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_allauths_own_table_of_addresses_stays_empty(client: Client) -> None:
    person = make_member()
    log_in(client, person.email)
    client.post(reverse("account_logout"))
    ask_for_reset(client, person)
    choose_password(client, link())

    assert not EmailAddress.objects.exists()


def test_a_new_password_works_at_once_after_too_many_guesses(client: Client) -> None:
    person = make_member()
    for _ in range(6):
        log_in(client, person.email, "wrong")
    ask_for_reset(client, person)
    choose_password(client, link())

    log_in(client, person.email, NEW)

    assert is_signed_in(client)


def test_too_many_resets_get_a_page_that_helps(client: Client) -> None:
    email = make_nobody()
    for _ in range(10):
        client.post(reverse("account_reset_password"), {"email": email})

    response = client.post(reverse("account_reset_password"), {"email": email})

    assert response.status_code == 429
    assert "Wait a minute" in words(response)
    assert ProcrastinateJob.objects.count() == 10
