"""A change of address in the hands of somebody who means ill: a thief with a password, a coordinator, an old mailbox."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.actions.addresses import PURPOSE, Outcome, confirm_address
from members.actions.offices import give_office
from members.models import AddressChange, Person
from members.opening import Closed, why_closed
from portal.lib import links
from tests.factories import PASSWORD, make_city, make_person, make_post, make_staff
from tests.members.sessions import log_in, make_member, words
from tests.ways_in import make_address_change, make_coordinator, make_invitation

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "another password, quite long"


def vouch(client: Client, person: Person) -> int:
    path = reverse("vouch_for_address", args=[person.pk])
    return client.post(path, {"email": "new@example.org", "is_sure": "on"}).status_code


@pytest.mark.parametrize("days", [0, 30])
def test_a_coordinator_does_not_vouch_for_who_has_a_post_in_another_city_too(
    client: Client, days: int
) -> None:
    mine = make_city()
    colleague = make_person(email="old@example.org", city=mine)
    begins = timezone.localdate() + timedelta(days=days)
    elsewhere = make_post(person=colleague, city=make_city(), starts_on=begins)
    client.force_login(make_coordinator(mine))

    assert vouch(client, colleague) == 404
    elsewhere.delete()
    assert vouch(client, colleague) == 302


def test_a_new_password_ends_a_change_that_was_asked_for_before(client: Client) -> None:
    person = make_member(email="old@example.org")
    change = make_address_change(person=person)
    log_in(client, person.email)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    path = reverse("confirm_address", args=[links.signed(PURPOSE, change.pk)])
    assert "Your address is changed" not in words(Client().post(path))
    person.refresh_from_db()
    assert (person.email, person.check_password(NEW_PASSWORD)) == ("old@example.org", True)


@pytest.mark.parametrize(
    ("office", "outcome"),
    [("", Outcome.OVER), ("staff", Outcome.OVER), ("administrator", Outcome.DONE)],
)
def test_who_got_an_office_meanwhile_is_vouched_for_by_administrators(
    office: Person.Office, outcome: Outcome
) -> None:
    person = make_person(email="old@example.org", city=make_city())
    change = make_address_change(person=person, vouched_by=make_person(office=office))
    give_office(person=person, office=Person.Office.STAFF, by=None)

    assert confirm_address(change=change, by=None, but=None) is outcome


def test_an_office_is_no_hindrance_to_changing_ones_own() -> None:
    person = make_staff(email="old@example.org")

    outcome = confirm_address(change=make_address_change(person=person), by=person, but=None)

    assert outcome is Outcome.DONE


@pytest.mark.parametrize("is_named", [True, False])
def test_what_was_sent_to_the_old_mailbox_lets_nobody_in(is_named: bool) -> None:
    person = make_person(email="old@example.org", city=make_city())
    old = make_invitation("old@example.org", person=person if is_named else None)
    new = make_invitation("new@example.org", person=person)

    confirm_address(change=make_address_change(person=person), by=None, but=None)

    old.refresh_from_db()
    new.refresh_from_db()
    assert why_closed(old, 1, None, None) is Closed.WITHDRAWN
    assert new.is_open
    assert AddressChange.objects.get().confirmed_at is not None
