"""Logging in, forgetting and changing a password, by persona; and that nobody learns who has an account."""

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
from django.urls import NoReverseMatch, reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from members.models import Person
from portal.lib import jobs
from portal.models import Message
from tests.factories import (
    PASSWORD,
    make_document,
    make_former_representative,
    make_person,
    make_representative,
)

pytestmark = pytest.mark.django_db

NEW = "another password, quite long"
TABLE = r"\b((?:portal|members|account|django|procrastinate)_\w+)"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def log_in(client: Client, email: str | None, password: str = PASSWORD, **extra: str) -> Any:
    return client.post(
        reverse("account_login"), {"login": email or "", "password": password, **extra}
    )


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def make_member(**fields: Any) -> Person:
    return make_representative(password=PASSWORD, **fields)


# Logging in --------------------------------------------------------------------------------------


def test_the_login_page_says_what_for_and_whom_to_ask(client: Client) -> None:
    page = words(client.get(reverse("account_login")))

    assert "by invitation; nobody signs up here" in page
    assert "mailto:secretariat@example.org" in page
    assert reverse("account_reset_password") in page
    assert "signup" not in page


def test_its_fields_can_be_filled_in_and_read_out(client: Client) -> None:
    page = words(client.get(reverse("account_login")))

    assert re.search(r'<label for="id_login">E-mail address</label>', page)
    assert re.search(r'name="login"[^>]*autocomplete="username email"', page)
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


def make_nobody() -> str:
    return "nobody@example.org"


def make_wrong_password() -> str:
    return str(make_member().email).upper()


def make_without_password() -> str:
    return str(make_representative().email)


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


def beside_the_cache(queries: CaptureQueriesContext) -> list[str]:
    """The tables that were asked or written, but for the counts of attempts and savepoints."""
    tables = [re.search(TABLE, query["sql"]) for query in queries]
    return [name for found in tables if found and (name := found.group(1)) != "portal_cache"]


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


def test_allauths_own_table_of_addresses_stays_empty(client: Client) -> None:
    person = make_member()
    log_in(client, person.email)
    client.post(reverse("account_logout"))
    ask_for_reset(client, person)
    choose_password(client, link())

    assert not EmailAddress.objects.exists()


def test_logging_out_is_asked_for_and_done(client: Client) -> None:
    log_in(client, make_member().email)

    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "name",
    ["signup", "email", "set_password", "reauthenticate", "confirm_email", "request_login_code"],
)
def test_nothing_else_of_allauth_is_there(client: Client, name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"account_{name}")
    assert client.get("/accounts/signup/").status_code in {302, 404}


# Forgetting a password ---------------------------------------------------------------------------


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


# Rate limits -------------------------------------------------------------------------------------


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
    for _ in range(5):
        client.post(reverse("account_reset_password"), {"email": email})

    response = client.post(reverse("account_reset_password"), {"email": email})

    assert response.status_code == 429
    assert "Wait a minute" in words(response)
    assert ProcrastinateJob.objects.count() == 5


def test_make_person_has_no_way_in_without_a_password(client: Client) -> None:
    log_in(client, make_person().email, "")

    assert not is_signed_in(client)
