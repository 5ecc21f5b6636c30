"""What the questions of a registration are filled in with: last time's answers, and the needs that a profile keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from members.models import Consent, Person
from visits.models import Answer, Question
from visits.registration.ready import READY

if TYPE_CHECKING:
    from members.reader import Reader

# What is about one journey is nobody's answer the next time.
OF_ONE_TIME: Final = (Question.Kind.DAY, Question.Kind.MOMENT)
NOT_AGAIN: Final = frozenset({"days", "arrival_by", "present", "present_what"})


def last_time(reader: Reader, person: Person, questions: Sequence[Question]) -> dict[int, Answer]:
    """``offered_answers``; but by a link alone nothing of who has a login, which proves more, for all else of theirs."""
    is_proved = reader.is_signed_in or not person.has_account
    return offered_answers(person, questions) if is_proved else {}


def offered_answers(person: Person, questions: Sequence[Question]) -> dict[int, Answer]:
    """By the key of the question, not kept anywhere. Sensitive ones come from the profile alone, where the person has
    them kept; their consent is asked anew.
    """
    ordinary = [one for one in questions if _is_asked_again(one)]
    known = _last_time(person, ordinary) if ordinary else {}
    offered = {one.pk: known[_name(one)] for one in ordinary if _name(one) in known}
    offered |= _from_profile(person, questions, offered)
    return {
        pk: Answer(question_id=pk, value=value)
        for pk, value in offered.items()
        if value is not None
    }


def _is_asked_again(question: Question) -> bool:
    return (
        question.care == Question.Care.ORDINARY
        and question.kind not in OF_ONE_TIME
        and question.key not in NOT_AGAIN
    )


def _name(question: Question) -> tuple[str, str]:
    """By which a question is known again: a ready one by its key, an extra by its words."""
    return (question.key, "") if question.key else ("", question.label)


def _last_time(person: Person, questions: Sequence[Question]) -> dict[tuple[str, str], Any]:
    """The latest answers that fit, one query."""
    asked = {_name(one) for one in questions}
    rows = (
        Answer.objects.filter(registration__person=person, question__care=Question.Care.ORDINARY)
        .exclude(question__in=questions)
        .order_by("answered_at")
        .values_list("question__key", "question__label", "value")
    )
    found = {((key, "") if key else ("", label)): value for key, label, value in rows}
    return {name: value for name, value in found.items() if name in asked}


def _from_profile(
    person: Person, questions: Sequence[Question], offered: dict[int, Any]
) -> dict[int, Any]:
    """What the person's own record says, for questions that nothing is offered for yet."""
    wanted = {
        one.pk: READY[one.key].from_profile
        for one in questions
        if one.key in READY and READY[one.key].from_profile and one.pk not in offered
    }
    wanted = {pk: name for pk, name in wanted.items() if isinstance(getattr(person, name), str)}
    found = {pk: getattr(person, name) for pk, name in wanted.items() if getattr(person, name)}
    if not found or not _keeps_needs(person):
        return {}
    return found


def _keeps_needs(person: Person) -> bool:
    return person.consents.standing().filter(kind=Consent.Kind.KEEP_NEEDS).exists()
