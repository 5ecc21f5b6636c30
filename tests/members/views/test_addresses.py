"""Another e-mail address: asked for, vouched for, confirmed at the new one, told to the old one, and at nobody's expense."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from members.models import AddressChange, Person, Post
from portal.lib import jobs
from portal.models import LogEntry, Message
from tests.factories import make_city, make_person, make_post, make_staff
from tests.members.sessions import beside_the_cache, is_signed_in, log_in, make_member, words
from tests.ways_in import make_coordinator

pytestmark = pytest.mark.django_db

NEW = "new@example.org"


def ask(client: Client, email: str = NEW) -> Any:
    response = client.post(reverse("account_email"), {"email": email})
    jobs.run_due()
    return response


def mails() -> dict[str, str]:
    """What was sent, by address."""
    return {mail.to[0]: str(mail.body) for mail in outbox.outbox}


def link() -> str:
    found = re.search(r"http://localhost:8000(/accounts/email/confirm/\S+)", mails()[NEW])
    assert found
    return found.group(1)


@pytest.fixture
def person(client: Client) -> Person:
    """Signed in at the client."""
    person = make_member(email="old@example.org")
    log_in(client, person.email)
    return person


def address_of(person: Person) -> str | None:
    person.refresh_from_db()
    return person.email


def test_the_button_behind_the_link_changes_the_address(client: Client, person: Person) -> None:
    ask(client)
    page = words(client.get(link()))
    assert "Is this your new address?" in page
    assert address_of(person) == "old@example.org"

    page = words(client.post(link()))
    jobs.run_due()

    assert "Your address is changed" in page
    assert address_of(person) == NEW
    assert is_signed_in(client)
    assert "was changed from this one to new@example.org" in mails()["old@example.org"]


def test_the_old_address_is_told_at_once_and_no_mail_keeps_its_text(
    client: Client, person: Person
) -> None:
    ask(client)

    assert "take the change back" in mails()["old@example.org"]
    assert set(Message.objects.values_list("name", "text")) == {
        ("address_confirm", ""),
        ("address_asked", ""),
    }


def test_elsewhere_one_is_logged_out(client: Client, person: Person) -> None:
    elsewhere = Client()
    log_in(elsewhere, person.email)
    ask(client)

    client.post(link())

    assert not is_signed_in(elsewhere)
    assert is_signed_in(client)


def test_it_is_confirmed_where_the_mail_is_read_too(client: Client, person: Person) -> None:
    ask(client)
    telephone = Client()

    telephone.post(link())

    assert address_of(person) == NEW
    assert not is_signed_in(telephone)
    assert not is_signed_in(client)


def test_a_link_works_once(client: Client, person: Person) -> None:
    ask(client)
    client.post(link())
    Person.objects.filter(pk=person.pk).update(email="third@example.org")

    page = words(client.post(link()))

    assert "This link was used" in page
    assert address_of(person) == "third@example.org"


def test_another_person_is_told_to_log_out_first(client: Client, person: Person) -> None:
    ask(client)
    other = Client()
    log_in(other, make_member().email)

    page = words(other.post(link()))

    assert "You are logged in as somebody else" in page
    assert address_of(person) == "old@example.org"


@pytest.mark.parametrize("spoil", [lambda path: path[:-5] + "/", lambda path: path[:-2] + "x/"])
def test_a_link_that_was_cut_says_so(client: Client, person: Person, spoil: Any) -> None:
    ask(client)

    page = words(client.get(spoil(link())))

    assert "This link is not whole" in page
    assert "Copy the whole address" in page


@pytest.mark.parametrize("end", ["taken back", "too old", "asked again"])
def test_a_link_that_is_over_says_so(client: Client, person: Person, end: str) -> None:
    ask(client)
    path = link()
    if end == "taken back":
        client.post(reverse("take_back_address"))
    elif end == "too old":
        AddressChange.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        ask(client, "newer@example.org")

    page = words(client.post(path))

    assert "This link is over" in page
    assert address_of(person) == "old@example.org"


def test_a_person_whose_login_is_closed_changes_nothing(client: Client, person: Person) -> None:
    ask(client)
    Person.objects.filter(pk=person.pk).update(is_active=False)

    assert "This link is over" in words(Client().post(link()))


@pytest.mark.parametrize("email", ["", "no address", "old@example.org", "Old@Example.org"])
def test_what_is_no_new_address_is_refused(client: Client, person: Person, email: str) -> None:
    page = words(client.post(reverse("account_email"), {"email": email}))

    assert 'role="alert"' in page
    assert not AddressChange.objects.exists()


def make_taken() -> str:
    make_person(email=NEW)
    return NEW


def make_free() -> str:
    return NEW


@pytest.mark.parametrize("make", [make_free, make_taken])
def test_asking_looks_the_same_whether_somebody_has_the_address(
    client: Client, person: Person, make: Any
) -> None:
    email = make()

    with CaptureQueriesContext(connection) as queries:
        response = client.post(reverse("account_email"), {"email": email})

    assert response["Location"] == reverse("account_email")
    assert [job.task_name for job in ProcrastinateJob.objects.filter(status="todo")] == [
        "send_address_change"
    ]
    assert beside_the_cache(queries) == [
        "django_session",
        "members_person",
        "members_person",
        "members_addresschange",
        "members_addresschange",
        "portal_logentry",
        "procrastinate_defer_jobs_v1",
        "django_session",
    ]


def test_whoever_has_the_address_is_told_and_gets_no_link(client: Client, person: Person) -> None:
    make_taken()
    ask(client)

    assert "It is yours already" in mails()[NEW]
    assert "/confirm/" not in mails()[NEW]


def test_an_address_that_was_taken_meanwhile_stays_its_owners(
    client: Client, person: Person
) -> None:
    ask(client)
    owner = make_person(email=NEW)

    page = words(client.post(link()))

    assert "belongs to another account" in page
    assert address_of(person) == "old@example.org"
    assert address_of(owner) == NEW
    assert not AddressChange.objects.open().exists()


def test_asking_too_often_is_stopped(client: Client, person: Person) -> None:
    for number in range(5):
        ask(client, f"new-{number}@example.org")

    assert ask(client).status_code == 429


# Vouching ----------------------------------------------------------------------------------------


def vouch(client: Client, person: Person, **fields: Any) -> Any:
    given = {"email": NEW, "is_sure": "on"} | fields
    response = client.post(reverse("vouch_for_address", args=[person.pk]), given)
    jobs.run_due()
    return response


def test_a_coordinator_vouches_and_the_new_mailbox_confirms(client: Client) -> None:
    city = make_city("Utrecht")
    coordinator = make_coordinator(city, "Utrecht coordinator")
    colleague = make_person(email="gone@example.org", city=city)
    client.force_login(coordinator)

    vouch(client, colleague)

    assert AddressChange.objects.get().vouched_by == coordinator
    assert "Utrecht coordinator told us" in mails()["gone@example.org"]
    assert address_of(colleague) == "gone@example.org"
    Client().post(link())
    assert address_of(colleague) == NEW
    assert LogEntry.objects.get(verb="ask_for_address").actor_id == coordinator.pk


def test_staff_vouch_for_anyone_but_staff(client: Client) -> None:
    client.force_login(make_staff())

    assert vouch(client, make_member()).status_code == 302
    assert vouch(client, make_staff()).status_code == 404


def test_a_vow_is_needed(client: Client) -> None:
    client.force_login(make_staff())

    vouch(client, make_member(), is_sure="")

    assert not AddressChange.objects.exists()


def test_a_coordinator_vouches_for_no_one_elses_colleague_nor_for_staff(client: Client) -> None:
    city = make_city()
    client.force_login(make_coordinator(city))
    in_office = make_staff()
    make_post(person=in_office, city=city)
    former = make_person()
    yesterday = timezone.localdate() - timedelta(days=1)
    make_post(person=former, city=city, ends_on=yesterday)

    for other in (make_member(), in_office, former):
        assert vouch(client, other).status_code == 404
    Post.objects.filter(person=former).update(ends_on=None)
    assert vouch(client, former).status_code == 302
