"""Questions at the desk: ready sets by a tick, extras, and what becomes of answers."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_organiser, sign_in
from tests.pages import read
from tests.registrations import make_open_meeting, make_question, make_registration
from visits.models import Answer, Meeting, Question

pytestmark = pytest.mark.django_db


def address(meeting: Meeting, more: str = "") -> str:
    return f"/manage/meetings/{meeting.slug}/registration/settings/questions/{more}"


@pytest.fixture
def meeting(client: Client) -> Meeting:
    meeting = make_open_meeting("Homes", starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2))
    sign_in(client, make_organiser(meeting))
    return meeting


def sent(**fields: Any) -> dict[str, Any]:
    return {"label": "Which tram?", "kind": "line", "care": "ordinary", "version": 0} | fields


def answered(meeting: Meeting, question: Question, value: Any = "Four") -> Answer:
    registration = make_registration(meeting=meeting)
    return Answer.objects.create(registration=registration, question=question, value=value)


def test_ready_sets_are_asked_by_a_tick_and_no_more_without_it(
    client: Client, meeting: Meeting
) -> None:
    client.post(address(meeting, "sets/"), {"sets": ["days", "diet", "journey"]})
    keys = list(Question.objects.values_list("key", flat=True))
    client.post(address(meeting, "sets/"), {"sets": ["diet"]})

    assert keys == ["days", "diet", "arrival", "arrival_by", "departure"]
    diet = Question.objects.get()
    assert (diet.key, diet.care) == ("diet", "sensitive")


def test_days_to_choose_from_are_the_meetings(client: Client, meeting: Meeting) -> None:
    client.post(address(meeting, "sets/"), {"sets": ["days"]})

    assert Question.objects.get().choices == ["2027-06-01", "2027-06-02"]


def test_one_day_is_nothing_to_choose_from(client: Client, meeting: Meeting) -> None:
    Meeting.objects.update(ends_on=date(2027, 6, 1))

    answer = client.post(address(meeting, "sets/"), {"sets": ["days"]}, follow=True)

    assert "no two days yet" in answer.content.decode()
    assert not Question.objects.exists()


def test_days_that_have_moved_are_told_and_renewed_by_saving(
    client: Client, meeting: Meeting
) -> None:
    client.post(address(meeting, "sets/"), {"sets": ["days"]})
    Meeting.objects.update(starts_on=date(2027, 6, 2), ends_on=date(2027, 6, 3))
    question = Question.objects.get()
    answered(meeting, question, ["2027-06-01"])
    settings = f"/manage/meetings/{meeting.slug}/registration/settings/"
    told = read(client, settings).text

    client.post(address(meeting, f"{question.pk}/"), {"label": question.label, "version": 0})

    question.refresh_from_db()
    assert "days that are not the meeting’s any more" in told
    assert question.choices == ["2027-06-02", "2027-06-03"]


def test_a_set_that_was_answered_stays_and_that_is_said(client: Client, meeting: Meeting) -> None:
    client.post(address(meeting, "sets/"), {"sets": ["costs"]})
    answered(meeting, Question.objects.get(), "My city")

    answer = client.post(address(meeting, "sets/"), {"sets": []}, follow=True)

    assert "Answered already, and still asked: Costs borne by." in answer.content.decode()
    assert Question.objects.filter(key="costs").exists()


def test_an_extra_question_is_asked(client: Client, meeting: Meeting) -> None:
    fields = sent(label="Which size?", kind="choice", choices="S\nM\nL", is_followup="on")

    client.post(address(meeting, "add/"), fields)

    question = Question.objects.get()
    assert (question.choices, question.is_followup) == (["S", "M", "L"], True)
    page = read(client, f"/manage/meetings/{meeting.slug}/registration/settings/")
    assert "One of several · once confirmed" in page.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "choice", "choices": "S"}, "Give at least two answers to choose from"),
        ({"care": "sensitive", "is_required": "on"}, "Nobody can be made to answer"),
    ],
)
def test_what_does_not_fit_is_said(
    client: Client, meeting: Meeting, fields: dict[str, Any], sentence: str
) -> None:
    answer = client.post(address(meeting, "add/"), sent(**fields))

    assert sentence in answer.content.decode()


def test_which_choice_was_made_with_consent_is_not_found_out_by_taking_choices_away(
    client: Client, meeting: Meeting
) -> None:
    question = make_question(meeting, kind="choice", choices=["S", "M", "L"], care="sensitive")
    answered(meeting, question, "M")
    where = address(meeting, f"{question.pk}/")

    pages = [
        client.post(where, sent(kind="choice", care="sensitive", choices=choices))
        for choices in ("S\nM", "S\nL")
    ]

    assert [
        "leave “L” in" in pages[0].content.decode(),
        "leave “M” in" in pages[1].content.decode(),
    ] == [
        True,
        True,
    ]


def test_what_was_answered_keeps_its_kind_and_the_choices_made(
    client: Client, meeting: Meeting
) -> None:
    question = make_question(meeting, kind="choice", choices=["S", "M", "L"])
    answered(meeting, question, "M")
    where = address(meeting, f"{question.pk}/")

    kind = client.post(where, sent(kind="line"))
    choices = client.post(where, sent(kind="choice", choices="S\nL"))
    client.post(where, sent(kind="choice", choices="S\nM", label="Your size?"))

    assert "the kind of answer and the care stay" in kind.content.decode()
    assert "“M” was chosen by somebody already" in choices.content.decode()
    question.refresh_from_db()
    assert (question.label, question.choices) == ("Your size?", ["S", "M"])


def test_a_second_editor_is_told_and_nothing_is_lost(client: Client, meeting: Meeting) -> None:
    question = make_question(meeting)
    client.post(address(meeting, f"{question.pk}/"), sent(label="Which bus?"))

    told = client.post(address(meeting, f"{question.pk}/"), sent(label="Which train?"))

    assert ("Question", "Which bus?") in told.context["stands"]
    assert told.context["form"]["label"].value() == "Which train?"
    assert Question.objects.get().label == "Which bus?"


def test_answers_go_with_their_question_after_that_was_said(
    client: Client, meeting: Meeting
) -> None:
    question = make_question(meeting)
    answered(meeting, question)
    where = address(meeting, f"{question.pk}/remove/")
    said = client.get(where).content.decode()
    answered(meeting, question)

    one_more = client.post(where, {"answers": "1"}, follow=True).content.decode()
    was_there = Question.objects.exists()
    client.post(where, {"answers": "2"})

    assert "1 person has answered it. The answer is deleted with it" in said
    assert "Somebody answered it meanwhile." in one_more
    assert was_there
    assert not Question.objects.exists()
    assert not Answer.objects.exists()


def test_questions_change_places(client: Client, meeting: Meeting) -> None:
    first = make_question(meeting, "First")
    make_question(meeting, "Second", position=1)

    client.post(address(meeting, f"{first.pk}/step/"), {"direction": "later"})

    assert list(Question.objects.values_list("label", flat=True)) == ["Second", "First"]
