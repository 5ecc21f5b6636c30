"""Questions as fields: what is typed comes back as it was kept, and a sensitive answer needs its tick."""

from typing import Any

import pytest
from django import forms
from django.utils import timezone

from tests.factories import make_meeting
from tests.registrations import make_question, make_registration
from visits.forms.questions import (
    answers_in,
    check_consents,
    consent_name_of,
    consent_wording,
    fields_for,
    initial_of,
    name_of,
)
from visits.models import Answer, Meeting, Question
from visits.registration.answer_words import said_of

pytestmark = pytest.mark.django_db


class Asked(forms.Form):
    def __init__(self, questions: list[Question], data: Any = None, answers: Any = None) -> None:
        super().__init__(data)
        self.questions = questions
        self.fields.update(fields_for(questions, answers))

    def clean(self) -> None:
        check_consents(self, self.questions)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting(time_zone="Europe/Prague")


@pytest.mark.parametrize(
    ("fields", "typed", "value", "words"),
    [
        ({"kind": "line"}, " Tram 4 ", "Tram 4", "Tram 4"),
        ({"kind": "text"}, "One\nTwo", "One\nTwo", "One\nTwo"),
        ({"kind": "yes_no"}, "yes", True, "Yes"),
        ({"kind": "yes_no"}, "no", False, "No"),
        ({"kind": "choice", "choices": ["A", "B"]}, "B", "B", "B"),
        ({"kind": "choices", "choices": ["A", "B", "C"]}, ["A", "C"], ["A", "C"], "A, C"),
        ({"kind": "day"}, "2027-06-01", "2027-06-01", "Tuesday 1 June 2027"),
        (
            {"kind": "moment"},
            "2027-06-01T14:30",
            "2027-06-01T14:30:00+02:00",
            "Tuesday 1 June 2027, 14:30",
        ),
        (
            {"kind": "choices", "key": "days", "choices": ["2027-06-01", "2027-06-02"]},
            ["2027-06-02"],
            ["2027-06-02"],
            "Wednesday 2 June 2027",
        ),
    ],
)
def test_an_answer_of_each_kind_is_kept_said_and_shown_again(
    meeting: Meeting, fields: dict[str, Any], typed: Any, value: Any, words: str
) -> None:
    question = make_question(meeting, **fields)
    name = name_of(question)

    form = Asked([question], {name: typed})

    assert form.is_valid(), form.errors
    (given,) = answers_in(form, [question])
    assert given.value == value
    assert said_of(question, value) == words
    again = Asked([question])
    again.initial[name] = initial_of(question, value)
    shown = again[name].value()
    sent = Asked(
        [question], {name: shown if isinstance(shown, (str, list)) else _typed(again, name)}
    )
    assert [one.value for one in answers_in(_valid(sent), [question])] == [value]


def _typed(form: forms.Form, name: str) -> str:
    return str(form.fields[name].widget.format_value(form[name].value()))


def _valid(form: forms.Form) -> forms.Form:
    assert form.is_valid(), form.errors
    return form


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_an_optional_question_may_be_left_empty(meeting: Meeting, kind: str) -> None:
    choices = ["A", "B"] if kind in {"choice", "choices"} else []
    question = make_question(meeting, kind=kind, choices=choices)

    form = Asked([question], {})

    assert [given.value for given in answers_in(_valid(form), [question])] == [None]


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_a_required_question_is_not(meeting: Meeting, kind: str) -> None:
    choices = ["A", "B"] if kind in {"choice", "choices"} else []
    question = make_question(meeting, kind=kind, choices=choices, is_required=True)

    assert name_of(question) in Asked([question], {}).errors


def test_a_time_that_clocks_there_skip_is_refused(meeting: Meeting) -> None:
    question = make_question(meeting, kind="moment")

    form = Asked([question], {name_of(question): "2027-03-28T02:30"})

    assert "skip" in str(form.errors[name_of(question)])


def test_a_sensitive_answer_needs_its_own_tick_which_is_not_set(meeting: Meeting) -> None:
    question = make_question(meeting, "Diet", care="sensitive")

    form = Asked([question], {name_of(question): "No nuts"})

    assert consent_name_of(question) in form.errors
    assert not Asked([question])[consent_name_of(question)].value()


def test_its_wording_is_given_with_the_answer_and_alone_it_says_nothing(meeting: Meeting) -> None:
    question = make_question(meeting, "Diet", care="sensitive")
    consent = {consent_name_of(question): "on"}

    with_both = Asked([question], consent | {name_of(question): "No nuts"})
    with_tick = Asked([question], consent)

    (given,) = answers_in(_valid(with_both), [question])
    assert (given.value, given.wording) == ("No nuts", consent_wording(question))
    (nothing,) = answers_in(_valid(with_tick), [question])
    assert (nothing.value, nothing.wording) == (None, "")


def test_what_was_answered_before_is_shown_with_its_consent(meeting: Meeting) -> None:
    question = make_question(meeting, "Diet", care="sensitive")
    answer = Answer.objects.create(
        registration=make_registration(meeting=meeting),
        question=question,
        value="No nuts",
        consent_wording="Yes?",
        consented_at=timezone.now(),
    )

    form = Asked([question], answers={question.pk: answer})

    assert form[name_of(question)].value() == "No nuts"
    assert form[consent_name_of(question)].value() is True


def test_an_answer_that_is_not_offered_any_more_is_not_chosen(meeting: Meeting) -> None:
    question = make_question(meeting, kind="choices", choices=["A", "B"])

    assert initial_of(question, ["A", "Z"]) == ["A"]
