"""What the form of a registration is filled in with: last time's answers and role, never what is sensitive."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Consent
from tests.factories import make_city, make_representative, sign_in
from tests.pages import read
from tests.registrations import make_open_meeting, make_question, make_registration
from visits.forms.questions import consent_name_of, name_of
from visits.models import Answer, Meeting, Question
from visits.registration.last_time import offered_answers

pytestmark = pytest.mark.django_db


def address(meeting: Meeting, name: str = "register") -> str:
    return reverse(name, args=[meeting.slug])


def page(client: Client, meeting: Meeting) -> str:
    return client.get(address(meeting)).content.decode()


def post(client: Client, meeting: Meeting, name: str = "register", **given: Any) -> Any:
    return client.post(address(meeting, name), given)


def test_last_times_ordinary_answers_are_offered_and_no_sensitive_one(client: Client) -> None:
    before, meeting = make_open_meeting(), make_open_meeting()
    person = make_representative()
    registration = make_registration(meeting=before, person=person)
    for one in (before, meeting):
        make_question(one, "Costs?", key="costs")
        make_question(one, "Diet", key="allergies", care=Question.Care.SENSITIVE, kind="text")
    for question, value in zip(before.questions.all(), ("My city", "no nuts"), strict=True):
        consent = {"consent_wording": "Yes.", "consented_at": timezone.now()}
        given = consent if question.is_sensitive else {}
        Answer.objects.create(registration=registration, question=question, value=value, **given)
    sign_in(client, person)

    asked = page(client, meeting)

    assert "My city" in asked
    assert "no nuts" not in asked


def test_what_was_said_of_one_journey_is_not_offered_for_the_next() -> None:
    before, meeting = make_open_meeting(), make_open_meeting()
    registration = make_registration(meeting=before)
    for key in ("days", "arrival_by", "present", "present_what", "costs"):
        question = make_question(before, key.title(), key=key)
        make_question(meeting, key.title(), key=key)
        Answer.objects.create(registration=registration, question=question, value="As then")
    asked = list(meeting.questions.all())

    offered = offered_answers(registration.person, asked)

    assert [one.key for one in asked if one.pk in offered] == ["costs"]


def test_who_cancels_and_registers_again_is_offered_role_and_answers_and_no_sensitive_one(
    client: Client,
) -> None:
    meeting = make_open_meeting()
    asked = [
        make_question(meeting, "Which tram?"),
        make_question(meeting, "Nights", kind="day"),
        make_question(meeting, "Diet", care=Question.Care.SENSITIVE),
    ]
    sign_in(client, make_representative())
    values = dict(zip(map(name_of, asked), ("The 2", "2090-06-01", "no nuts"), strict=True))
    post(client, meeting, role="Adviser", **values, **{consent_name_of(asked[2]): "on"})
    post(client, meeting, "registration_leave")

    again = read(client, address(meeting))

    offered = {one.get("name"): one.get("value") for one in again.all("input")}
    assert offered["role"] == "Adviser"
    assert [offered.get(name) for name in values] == ["The 2", "2090-06-01", None]
    assert "no nuts" not in again.response.content.decode()


def test_a_role_is_offered_for_the_city_it_was_for(client: Client) -> None:
    person = make_representative()
    make_registration(person=person, role="Adviser")
    make_registration(person=person, role="Councillor of Ghent", city=make_city("Ghent"))
    sign_in(client, person)

    asked = page(client, make_open_meeting())

    assert "Adviser" in asked
    assert "Councillor" not in asked


def test_needs_kept_in_the_profile_are_offered_without_their_consent(client: Client) -> None:
    meeting = make_open_meeting()
    make_question(meeting, "Allergies", key="allergies", care=Question.Care.SENSITIVE, kind="text")
    person = make_representative(diet="No nuts.")
    sign_in(client, person)

    assert "No nuts." not in page(client, meeting)
    Consent.objects.create(person=person, kind="keep_needs", wording="Keep them.")
    asked = page(client, meeting)
    assert "No nuts." in asked
    assert "checked" not in asked
