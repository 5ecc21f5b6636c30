"""Who takes part: cities for all, names for the list's audience, and no more than was agreed to."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_city, make_person, make_representative, sign_in
from tests.registrations import make_open_meeting, make_registration
from visits.models import Meeting, Registration, RegistrationConsent

pytestmark = pytest.mark.django_db

SIGHTS = {"stranger": "Utrecht", "representative": "Utrecht mayor", "participant": "Utrecht mayor"}


def comes(meeting: Meeting, name: str = "Utrecht mayor", **fields: Any) -> Registration:
    city = make_city("Utrecht")
    return make_registration(meeting=meeting, person=make_person(name, city=city), **fields)


def agree(registration: Registration, kind: str) -> None:
    RegistrationConsent.objects.create(registration=registration, kind=kind, wording="Yes.")


def page(client: Client, meeting: Meeting) -> str:
    return client.get(reverse("participants", args=[meeting.slug])).content.decode()


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        ("public", {"representative", "participant"}),
        ("members", {"representative", "participant"}),
        ("participants", {"participant"}),
        ("group", {"participant"}),
    ],
)
def test_names_are_for_the_audience_and_cities_for_all(audience: str, seen_by: set[str]) -> None:
    meeting = make_open_meeting(participants_audience=audience)
    participant = comes(meeting).person
    readers = {
        "stranger": Client(),
        "representative": sign_in(Client(), make_representative()),
        "participant": sign_in(Client(), participant),
    }

    pages = {name: page(client, meeting) for name, client in readers.items()}

    assert all(">Utrecht</a>" in text for text in pages.values())
    named = {name for name, text in pages.items() if "<strong>Utrecht mayor</strong>" in text}
    assert named == seen_by


def test_everyone_sees_who_agreed_to_that(client: Client) -> None:
    meeting = make_open_meeting(participants_audience="public")
    registration = comes(meeting)
    agree(registration, "public")

    assert "Utrecht mayor" in page(client, meeting)
    registration.consents.update(withdrawn_at=timezone.now())
    assert "Utrecht mayor" not in page(client, meeting)


def test_who_objected_is_counted_and_not_named(client: Client) -> None:
    meeting = make_open_meeting(participants_audience="members")
    registration = comes(meeting, objected_at=timezone.now())
    agree(registration, "public")
    sign_in(client, make_representative())

    text = page(client, meeting)

    assert "Utrecht mayor" not in text
    assert "1 person" in text


def test_addresses_are_for_participants_and_by_consent(client: Client) -> None:
    meeting = make_open_meeting(participants_audience="members")
    registration, other = comes(meeting), make_registration(meeting=meeting)
    agree(registration, "email")
    mine, theirs = registration.person.email, other.person.email

    sign_in(client, make_representative())
    assert str(mine) not in page(client, meeting)
    sign_in(client, other.person)
    text = page(client, meeting)
    assert str(mine) in text
    assert str(theirs) not in text


def test_those_without_a_seat_are_not_there(client: Client) -> None:
    meeting = make_open_meeting(participants_audience="members")
    comes(meeting, state="waiting")
    sign_in(client, make_representative())

    assert "Nobody has a seat yet." in page(client, meeting)


def test_its_questions_are_few_however_many_come(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    meeting = make_open_meeting(participants_audience="members")
    for _ in range(30):
        agree(make_registration(meeting=meeting), "email")
    sign_in(client, make_representative())

    with django_assert_max_num_queries(12):
        page(client, meeting)
