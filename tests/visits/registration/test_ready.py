"""The ready sets: each question can be kept as a row, and sensitive ones are marked as such."""

import pytest

from tests.factories import make_meeting
from visits.models import Question
from visits.registration.ready import READY, SETS, choices_for


@pytest.mark.django_db
@pytest.mark.parametrize("key", READY)
def test_each_ready_question_is_a_row_that_the_database_takes(key: str) -> None:
    meeting = make_meeting()
    ready = READY[key]

    question = Question(
        meeting=meeting,
        key=key,
        label=str(ready.label),
        help_text=str(ready.help_text),
        kind=ready.kind,
        care=ready.care,
        is_followup=ready.is_followup,
        choices=choices_for(ready, meeting),
    )

    question.full_clean()
    question.save()


def test_a_set_is_kept_in_one_way() -> None:
    for one in SETS:
        assert {(ready.care, ready.is_followup) for ready in one.questions} == {
            (one.care, one.is_followup)
        }


def test_what_tells_of_health_or_belief_is_sensitive_and_papers_are_security() -> None:
    cares = {one.key: one.care for one in SETS}

    assert {key for key, care in cares.items() if care == "sensitive"} == {
        *("diet", "allergies", "access", "emergency"),
    }
    assert {key for key, care in cares.items() if care == "security"} == {"security"}
