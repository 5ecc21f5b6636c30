"""One person at the desk: what staff see and may do, and what only an administrator may."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from portal.lib import jobs
from portal.models import LogEntry, Message
from tests.factories import (
    PASSWORD,
    make_city,
    make_group,
    make_group_membership,
    make_person,
    make_staff,
)
from tests.members.authenticators import make_authenticator, make_recovery_codes
from tests.members.sessions import is_signed_in, log_in, make_member, words
from tests.ways_in import make_access_request, make_coordinator

pytestmark = pytest.mark.django_db

RESET = {"reason": "lost", "note": "As we said on the telephone.", "is_sure": "on"}


@pytest.fixture
def staff(client: Client) -> Person:
    """Signed in at the client."""
    return _in(client, make_staff("Secretariat"))


@pytest.fixture
def administrator(client: Client) -> Person:
    return _in(client, make_staff("Administrator", office="administrator"))


def _in(client: Client, person: Person) -> Person:
    client.force_login(person)
    return person


def post(client: Client, name: str, person: Person, **fields: Any) -> Any:
    response = client.post(reverse(name, args=[person.pk]), fields)
    jobs.run_due()
    return response


def test_people_are_found_by_a_part_of_name_or_address(client: Client, staff: Person) -> None:
    make_person("Łukasz Zieliński", email="lz@warsaw.example", city=make_city("Warsaw"))
    make_person("Somebody else")

    for words_ in ("lukasz", "ZIELIŃ", "warsaw.example"):
        page = words(client.get(reverse("manage_everyone"), {"q": words_}))
        assert "Łukasz Zieliński" in page
        assert "Warsaw" in page
        assert "Somebody else" not in page
    for words_ in ("xyz", "%%"):
        assert "Nobody of that name" in words(client.get(reverse("manage_everyone"), {"q": words_}))


def test_the_list_is_paged(client: Client, staff: Person) -> None:
    for number in range(51):
        make_person(f"Person {number:03}")

    first = words(client.get(reverse("manage_everyone")))
    second = words(client.get(reverse("manage_everyone"), {"page": 2}))

    assert "Person 000" in first
    assert "Page 1 of 2" in first
    assert "Person 050" in second


def test_the_page_shows_posts_groups_and_ways_but_no_secret(client: Client, staff: Person) -> None:
    person = make_person("Utrecht representative", city=make_city("Utrecht"), password=PASSWORD)
    make_group_membership(person=person, group=make_group("Urban farming"))
    secret = make_authenticator(person)
    codes = make_recovery_codes(person)

    page = words(client.get(reverse("manage_person", args=[person.pk])))

    for part in (
        "Utrecht representative",
        "Urban farming",
        "authenticator app, recovery codes",
        "never",
    ):
        assert part in page
    assert not any(each in page for each in (secret, *codes, person.password))


def test_the_page_shows_how_to_speak_to_someone_and_not_what_is_for_that_one_alone(
    client: Client, staff: Person
) -> None:
    person = make_person(phone="+31 30 286 00 00", languages=["nl", "fr"], diet="no nuts")

    page = words(client.get(reverse("manage_person", args=[person.pk])))

    assert "+31 30 286 00 00" in page
    assert "Dutch, French" in page
    assert "no nuts" not in page


def test_lost_factors_are_taken_away_logged_and_told(client: Client, staff: Person) -> None:
    person, elsewhere = make_member(), Client()
    log_in(elsewhere, person.email)
    make_authenticator(person)
    make_recovery_codes(person)

    post(client, "manage_person_factors", person, **RESET)

    assert not Authenticator.objects.exists()
    assert not is_signed_in(elsewhere)
    entry = LogEntry.objects.get(verb="reset_factors")
    assert (entry.actor_id, entry.subject_id, entry.facts) == (
        staff.pk,
        person.pk,
        {"reason": "lost"},
    )
    body = str(outbox.outbox[-1].body)
    assert all(part in body for part in ("Secretariat", "lost or broken", "on the telephone"))
    assert Message.objects.get(name="factors_reset").text == ""


@pytest.mark.parametrize("missing", ["reason", "is_sure"])
def test_a_reset_needs_its_reason_and_a_vow(client: Client, staff: Person, missing: str) -> None:
    person = make_member()
    make_authenticator(person)

    post(client, "manage_person_factors", person, **RESET | {missing: ""})

    assert Authenticator.objects.count() == 1


@pytest.mark.parametrize("name", ["manage_person_factors", "manage_person_close"])
def test_staff_are_for_an_administrator(client: Client, staff: Person, name: str) -> None:
    assert post(client, name, make_staff(), **RESET).status_code == 403


def test_an_administrator_helps_staff_but_not_the_own_account(
    client: Client, administrator: Person
) -> None:
    colleague = make_staff()
    make_authenticator(colleague)

    post(client, "manage_person_factors", colleague, **RESET)

    assert not Authenticator.objects.exists()
    for name in ("manage_person_factors", "manage_person_close", "manage_person_office"):
        assert post(client, name, administrator, **RESET).status_code == 403


def test_a_login_is_closed_and_opened_again(client: Client, staff: Person) -> None:
    person, elsewhere = make_member(), Client()
    log_in(elsewhere, person.email)

    post(client, "manage_person_close", person)
    assert not is_signed_in(elsewhere)
    assert log_in(Client(), person.email)["Location"] == reverse("account_inactive")
    post(client, "manage_person_open", person)

    assert log_in(elsewhere, person.email).status_code == 302
    assert is_signed_in(elsewhere)
    names = list(Message.objects.order_by("pk").values_list("name", "text"))
    assert names == [("login_closed", ""), ("login_opened", "")]


def test_what_waits_passes_to_staff_with_the_login_of_the_only_coordinator(
    client: Client, staff: Person
) -> None:
    coordinator = make_coordinator(city := make_city())
    asked, elsewhere = make_access_request(city=city), make_access_request(city=make_city())

    post(client, "manage_person_close", coordinator)

    for each in (asked, elsewhere):
        each.refresh_from_db()
    assert asked.is_with_staff
    assert not elsewhere.is_with_staff


def test_what_is_so_already_is_neither_logged_nor_told(client: Client, staff: Person) -> None:
    post(client, "manage_person_open", make_member())

    assert not Message.objects.exists()
    assert not LogEntry.objects.filter(verb="open_login").exists()


def test_an_administrator_gives_and_takes_an_office(
    client: Client, administrator: Person, settings: LazySettings
) -> None:
    person = make_member()

    post(client, "manage_person_office", person, office="staff")
    person.refresh_from_db()
    assert person.office == "staff"
    assert person.office_since_at is not None
    assert timezone.now() - person.office_since_at < timedelta(minutes=1)
    assert re.search(r"after\s+14 days", str(outbox.outbox[-1].body))

    since = person.office_since_at
    post(client, "manage_person_office", person, office="administrator")
    person.refresh_from_db()
    assert person.office_since_at == since
    post(client, "manage_person_office", person, office="")
    assert Person.objects.filter(pk=person.pk, office="", office_since_at=None).exists()


def test_staff_give_no_office(client: Client, staff: Person) -> None:
    assert post(client, "manage_person_office", make_member(), office="staff").status_code == 403
