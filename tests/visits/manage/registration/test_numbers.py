"""Registrations in numbers: drawn and in tables, for who may see which, with as many questions asked for one as for many."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from tests.factories import (
    make_chair,
    make_city,
    make_group,
    make_organiser,
    make_person,
    make_representative,
    make_staff,
    sign_in,
)
from tests.registrations import (
    make_answer,
    make_claim,
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from visits.models import Claim, ClaimState, Meeting, Question, RegistrationSettings
from visits.registration.numbers import course
from visits.registration.seen import seats_counted

pytestmark = pytest.mark.django_db


def page_of(meeting: Meeting, person: Person) -> Any:
    client = Client()
    sign_in(client, person)
    return client.get(reverse("manage_registration_numbers", args=[meeting.slug]))


def with_diet(**fields: Any) -> Meeting:
    """Two come and eat no nuts, one of them no meat either; one waits, whom no caterer counts."""
    meeting = make_open_meeting(**fields)
    make_question(
        meeting, "Diet", key="diet", kind="choices", choices=["No nuts", "Vegan"], care="sensitive"
    )
    make_question(meeting, "Passport", care="security")
    for value, state in (
        (["No nuts"], ClaimState.CONFIRMED),
        (["No nuts", "Vegan"], ClaimState.CONFIRMED),
        (["Vegan"], ClaimState.WAITING),
    ):
        row = make_registration(meeting=meeting, state=state)
        make_answer(value, registration=row, care="sensitive", label="Diet")
        make_answer("XY-123", registration=row, care="security", label="Passport")
    return meeting


def test_the_drawings_and_their_tables_say_the_same() -> None:
    meeting = make_open_meeting(room_seats=3, seats_per_city=3)
    dinner = make_option(meeting, seats=4)
    ghent = make_city("Ghent")
    for number in range(3):
        row = make_registration(meeting=meeting, city=ghent, person=make_person(f"No. {number}"))
        make_claim(row, what=Claim.What.OPTION, option=dinner)
    make_registration(meeting=meeting, state=ClaimState.CANCELLED)
    RegistrationSettings.objects.update(room_seats=2)

    response = page_of(meeting, make_staff())

    assert response.status_code == 200
    shown = response.context
    assert [(bar.label, bar.number, bar.share) for bar in shown["states"]] == [
        ("Confirmed", 3, 100.0),
        ("Cancelled", 1, 33.3),
    ]
    (room, option) = shown["places"]
    assert (room.confirmed, room.left, room.over_by) == (3, 0, 1)
    assert (option.title, option.left, option.share) == ("Dinner", 1, 75.0)
    (line,) = shown["cities"]
    assert (line.name, line.number, line.left) == ("Ghent", 3, 0)
    assert "over by 1" in response.text
    assert "map-sized-3" in response.text
    assert " style=" not in response.text


def test_steps_count_who_came_and_who_left_day_by_day() -> None:
    meeting = make_open_meeting(room_seats=10)
    now = timezone.now()
    for days, gone in ((4, None), (4, 1), (1, None)):
        row = make_registration(
            meeting=meeting, state=ClaimState.CANCELLED if gone else ClaimState.CONFIRMED
        )
        row.registered_at = now - timedelta(days=days)
        row.ended_at = now - timedelta(days=gone) if gone else None
        row.save()

    found = course(list(meeting.registrations.all()), seats_counted(meeting))

    assert found is not None
    assert [(one.came, one.ended, one.standing) for one in found.periods] == [
        (2, 0, 2),
        (0, 0, 2),
        (0, 0, 2),
        (1, 1, 2),
        (0, 0, 2),
    ]
    assert found.curve.top == 10
    assert found.curve.mark == 0
    assert found.curve.line == "M0 100H0V80H75V70H100"


def test_the_caterer_gets_counts_of_who_comes_and_no_name() -> None:
    meeting = with_diet()
    name = meeting.registrations.filter(state="confirmed")[0].person.name

    response = page_of(meeting, make_organiser(meeting))

    (diet,) = response.context["for_caterer"]
    assert [(line.label, line.number) for line in diet.lines] == [("No nuts", 2), ("Vegan", 1)]
    assert name not in response.text
    assert "XY-123" not in response.text


def test_the_caterer_is_told_who_eats_what_at_the_dinner_and_on_which_day() -> None:
    meeting = with_diet()
    days = ["2090-06-01", "2090-06-02"]
    make_question(meeting, "Days", key="days", kind="choices", choices=days)
    dinner = make_option(meeting)
    vegan, plain = meeting.registrations.filter(state="confirmed").order_by("-pk")
    make_answer(days[1:], registration=vegan, label="Days")
    make_claim(vegan, what=Claim.What.OPTION, option=dinner)
    make_claim(plain, what=Claim.What.OPTION, option=dinner, state=ClaimState.WAITING)

    response = page_of(meeting, make_staff())

    shown = response.context["catering"]
    titles = ["The meeting", "Dinner", "Thursday 1 June 2090", "Friday 2 June 2090", "Day not said"]
    assert [part.title for part in shown.parts] == titles
    assert shown.heads == [2, 1, 0, 1, 1]
    (diet,) = shown.tables
    assert {row.label: row.numbers for row in diet.rows} == {
        "No nuts": [2, 1, 0, 1, 1],
        "Vegan": [1, 1, 0, 1, 0],
    }
    assert vegan.person.name not in response.text


def test_allergies_are_counted_in_the_words_they_were_said_in() -> None:
    meeting = make_open_meeting()
    make_question(meeting, "Allergies", key="allergies", kind="text", care="sensitive")
    make_question(meeting, "Access", key="access", kind="text", care="sensitive")
    for words in ("Nuts", "nuts ", "Milk"):
        row = make_registration(meeting=meeting)
        make_answer(words, registration=row, care="sensitive", label="Allergies")
        make_answer("A ramp", registration=row, care="sensitive", label="Access")

    response = page_of(meeting, make_staff())

    allergies, access = response.context["for_caterer"]
    assert [(line.label, line.number) for line in allergies.lines] == [("Nuts", 2), ("Milk", 1)]
    assert (access.answered, access.lines) == (3, [])
    assert "A ramp" not in response.text


def test_a_chair_sees_numbers_and_no_sensitive_totals() -> None:
    group = make_group()
    meeting = with_diet(lead_group=group)

    response = page_of(meeting, make_chair(group=group))

    assert response.status_code == 200
    assert response.context["for_caterer"] == []
    assert "counted for the meeting’s organisers" in response.text
    assert "Vegan" not in response.text


def test_who_prepares_nothing_of_it_is_refused(client: Client) -> None:
    meeting = with_diet()

    assert page_of(meeting, make_representative()).status_code == 403
    address = reverse("manage_registration_numbers", args=[meeting.slug])
    assert client.get(address).status_code == 302


def test_what_will_be_deleted_is_said_on_numbers_and_settings() -> None:
    meeting = with_diet(starts_on=date(2090, 6, 1), ends_on=date(2090, 6, 2))

    text = page_of(meeting, make_staff()).text
    client = Client()
    sign_in(client, make_staff())
    settings = client.get(reverse("manage_registration_settings", args=[meeting.slug])).text

    for page in (text, settings):
        assert "On 2 July 2090 the answers" in page
        assert "Diet (3)" in page
        assert "On 3 June 2090 the answers" in page


def test_many_ask_no_more_of_the_database_than_one() -> None:
    meeting = make_open_meeting(seats_per_city=3)
    make_question(
        meeting, "Diet", key="diet", kind="choices", choices=["No nuts", "Vegan"], care="sensitive"
    )
    client = Client()
    sign_in(client, make_staff())
    address = reverse("manage_registration_numbers", args=[meeting.slug])
    client.get(address)

    asked = []
    for rows in (1, 30):
        for _ in range(rows):
            row = make_registration(meeting=meeting)
            make_answer(["Vegan"], registration=row, care=Question.Care.SENSITIVE, label="Diet")
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert asked[1] <= 12
