"""Registering on one page: who may, what is known, what is kept, and how it stands afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.core.internal.ratelimit import parse_rates
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_city,
    make_former_representative,
    make_person,
    make_post,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import Page, words
from tests.registrations import (
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from tests.ways_in import make_coordinator
from visits.forms.questions import consent_name_of, name_of
from visits.models import Answer, Meeting, Question, Registration
from visits.views.own_registration import RATES

pytestmark = pytest.mark.django_db


def address(meeting: Meeting, name: str = "register") -> str:
    return reverse(name, args=[meeting.slug])


def page(client: Client, meeting: Meeting, name: str = "register") -> str:
    return client.get(address(meeting, name)).content.decode()


def post(client: Client, meeting: Meeting, name: str = "register", **given: Any) -> Any:
    return client.post(address(meeting, name), given)


def test_a_representative_registers_on_one_page(client: Client) -> None:
    meeting = make_open_meeting(room_seats=30, seats_per_city=2)
    person = make_person("Utrecht representative", city=make_city("Utrecht"))
    sign_in(client, person)

    asked = page(client, meeting)
    response = post(client, meeting, role="Head of unit", copy_to="assistant@example.org")

    assert "30 seats in the room, 30 left" in asked
    assert "Utrecht: 2 seats, 2 left" in asked
    registration = Registration.objects.get()
    assert response["Location"] == address(meeting)
    assert (registration.person, registration.state) == (person, "confirmed")
    assert (registration.role, registration.copy_to) == ("Head of unit", "assistant@example.org")
    assert "You are coming" in page(client, meeting)


def test_sent_twice_is_one_registration(client: Client) -> None:
    meeting = make_open_meeting()
    sign_in(client, make_representative())

    post(client, meeting)
    response = post(client, meeting)

    assert (response.status_code, Registration.objects.count()) == (302, 1)


def test_who_may_not(client: Client) -> None:
    meeting = make_open_meeting()

    assert client.get(address(meeting))["Location"].startswith(reverse("account_login"))
    sign_in(client, make_former_representative())
    response = client.get(address(meeting))
    assert response.status_code == 403
    assert "its coordinator answers" in response.content.decode()
    assert post(client, meeting).status_code == 403
    assert not Registration.objects.exists()


def test_what_was_typed_is_given_back_where_the_session_had_ended(client: Client) -> None:
    meeting = make_open_meeting()

    response = client.post(
        address(meeting),
        {"role": "Head of the housing unit"},
        headers={"origin": "http://testserver"},
    )

    assert response.status_code == 403
    assert "Head of the housing unit" in response.content.decode()
    assert not Registration.objects.exists()


def test_who_holds_several_posts_chooses_the_city(client: Client) -> None:
    meeting = make_open_meeting(approval="city")
    person = make_person(city=make_city("Utrecht"))
    make_post(person=person, city=make_city("Ghent"))
    sign_in(client, person)

    refused = post(client, meeting)
    post(client, meeting, city="ghent")

    said = refused.content.decode()
    assert "For which city do you come?" in said
    assert "The coordinators of Ghent and Utrecht are asked to approve" in said
    assert Registration.objects.get().city == person.posts.get(city__name="Ghent").city


def test_staff_come_for_no_city(client: Client) -> None:
    meeting = make_open_meeting()
    sign_in(client, make_staff())

    post(client, meeting)

    assert Registration.objects.get().city is None


@pytest.mark.parametrize(
    ("approval", "said"),
    [
        ("none", "Nobody needs to approve."),
        ("city", "Utrecht’s coordinator is asked to approve"),
        ("staff", "The secretariat or the group’s chair is asked to approve"),
    ],
)
def test_the_page_says_who_approves(client: Client, approval: str, said: str) -> None:
    meeting = make_open_meeting(approval=approval)
    city = make_city("Utrecht")
    make_coordinator(city)
    sign_in(client, make_person(city=city))

    before = page(client, meeting)
    post(client, meeting)

    assert said in before.replace("&#x27;", "’")
    assert Registration.objects.get().approval == ("" if approval == "none" else approval)


def test_a_coordinators_own_request_needs_no_approval_and_the_page_says_so(client: Client) -> None:
    meeting = make_open_meeting(approval="city")
    sign_in(client, make_coordinator())

    before = page(client, meeting)
    post(client, meeting)

    assert "Nobody needs to approve." in before
    assert Registration.objects.get().state == "confirmed"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"opens_at": timedelta(days=1)}, "It opens on"),
        ({"closes_at": timedelta(days=-1)}, "Registration is closed."),
        ({"dates": "tentative"}, "Registration opens when the dates are fixed."),
    ],
)
def test_closed_says_why(client: Client, fields: dict[str, Any], said: str) -> None:
    now = timezone.now()
    fields = {
        name: now + value if isinstance(value, timedelta) else value
        for name, value in fields.items()
    }
    meeting = make_open_meeting(**fields)
    sign_in(client, make_representative())

    assert said in page(client, meeting)
    assert post(client, meeting).status_code == 200
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"way": "elsewhere", "link": "https://example.org/r"}, 'href="https://example.org/r"'),
        ({"way": "mail"}, "by mail to the contact"),
        ({"way": "none"}, "There is no registration for this meeting."),
    ],
)
def test_registration_that_is_not_here_says_so_to_everyone(
    client: Client, fields: dict[str, Any], said: str
) -> None:
    meeting = make_open_meeting(**fields)

    assert said in page(client, meeting)


# Answers and consents -----------------------------------------------------------------------------


def test_a_sensitive_answer_is_kept_with_its_own_consent_alone(client: Client) -> None:
    meeting = make_open_meeting()
    diet = make_question(meeting, "Diet", care=Question.Care.SENSITIVE)
    tram = make_question(meeting, "Which tram?")
    sign_in(client, make_representative())
    answers = {name_of(diet): "no nuts", name_of(tram): "The 2"}

    refused = Page(post(client, meeting, **answers))
    kept = {one.get("value") for one in refused.all("input")}
    assert kept >= {"no nuts", "The 2"}
    summary = next(refused.all("div", class_="errors"))
    assert words(summary) == (
        "This did not work yet Tick this to let us keep your answer to “Diet”, or leave the answer empty."
    )
    (link,) = (one.get("href") for one in summary.iter("a"))
    assert link == f"#id_{consent_name_of(diet)}"
    assert not Registration.objects.exists()
    post(client, meeting, **answers, **{consent_name_of(diet): "on"})

    rows = {one.question.label: one for one in Answer.objects.all()}
    assert (rows["Diet"].value, rows["Which tram?"].value) == ("no nuts", "The 2")
    assert rows["Diet"].consented_at
    assert "Diet" in rows["Diet"].consent_wording
    assert rows["Which tram?"].consented_at is None


def test_no_tick_is_set_beforehand(client: Client) -> None:
    meeting = make_open_meeting()
    make_question(meeting, "Diet", care=Question.Care.SENSITIVE)
    sign_in(client, make_representative())

    assert "checked" not in page(client, meeting)


def test_opt_ins_are_apart_and_keep_their_words_and_an_objection_its_time(client: Client) -> None:
    meeting = make_open_meeting()
    sign_in(client, make_representative())

    post(client, meeting, agree_photographs="on", unlisted="on")
    registration = Registration.objects.get()
    first = registration.consents.get()
    assert first.kind == "photographs"
    assert "Photographs" in first.wording
    assert registration.objected_at
    post(client, meeting, "registration_change", agree_email="on")

    registration.refresh_from_db()
    standing = registration.consents.filter(withdrawn_at=None)
    assert [one.kind for one in standing] == ["email"]
    assert registration.objected_at is None


def test_the_pages_questions_are_few_however_many_came(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    hosts = (make_city(), make_city())
    meeting = make_open_meeting(room_seats=40, seats_per_city=2, approval="city", hosts=hosts)
    for _ in range(20):
        make_registration(meeting=meeting)
    make_option(meeting)
    make_question(meeting)
    sign_in(client, make_representative())

    with django_assert_max_num_queries(12):
        page(client, meeting)


def test_nobody_has_more_mails_written_to_an_address_they_name_than_a_hundred_changes_bring() -> (
    None
):
    rates = parse_rates(RATES["register"])

    assert [one.amount for one in rates if one.duration == timedelta(days=1).total_seconds()] == [
        100
    ]
