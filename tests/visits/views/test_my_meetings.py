"""My registrations: what is to be answered, what is coming, what was."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_representative, sign_in
from tests.registrations import make_open_meeting, make_registration
from visits.models import ClaimState

pytestmark = pytest.mark.django_db


def page(client: Client) -> str:
    return client.get(reverse("my_meetings")).content.decode()


def test_what_is_to_be_answered_comes_before_what_is_coming_and_what_was(client: Client) -> None:
    person = make_representative()
    day = timezone.localdate()
    for title, starts_on, state in (
        ("Long ago", day - timedelta(days=90), ClaimState.CONFIRMED),
        ("Next month", day + timedelta(days=30), ClaimState.CONFIRMED),
        ("Next year", day + timedelta(days=300), ClaimState.OFFERED),
        ("Cancelled", day + timedelta(days=40), ClaimState.CANCELLED),
    ):
        meeting = make_open_meeting(title, starts_on=starts_on)
        make_registration(meeting=meeting, person=person, state=state)
    make_registration(meeting=make_open_meeting("Of another"))
    sign_in(client, person)

    text = page(client)

    order = ["To be answered", "Next year", "Coming", "Next month", "Past, and ended"]
    places = [text.index(f">{words}<") for words in [*order, "Cancelled", "Long ago"]]
    assert places == sorted(places)
    assert "Of another" not in text


def test_strangers_log_in_first(client: Client) -> None:
    assert client.get(reverse("my_meetings"))["Location"].startswith(reverse("account_login"))


def test_without_any_it_says_what_to_do(client: Client) -> None:
    sign_in(client, make_representative())

    assert "You are not registered for any coming meeting." in page(client)


def test_its_questions_are_few_however_many_there_are(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    person = make_representative()
    for _ in range(30):
        make_registration(meeting=make_open_meeting(), person=person)
    sign_in(client, person)

    with django_assert_max_num_queries(12):
        page(client)
