"""What a registration is filled in with: last time's answers and role, and what a profile knows: languages and needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final

from members.languages import names_of
from members.models import Consent, Person
from visits.models import Answer, Question, Registration
from visits.registration.ready import READY

if TYPE_CHECKING:
    from members.models import City
    from members.reader import Reader

# What is about one journey is nobody's answer the next time.
OF_ONE_TIME: Final = (Question.Kind.DAY, Question.Kind.MOMENT)
NOT_AGAIN: Final = frozenset({"days", "arrival_by", "present", "present_what"})


def last_time(reader: Reader, person: Person, questions: Sequence[Question]) -> dict[int, Answer]:
    """``offered_answers``, to whom they are known to belong."""
    return offered_answers(person, questions) if _is_proved(reader, person) else {}


def last_role(reader: Reader, person: Person, cities: Collection[City]) -> str:
    """What the person was the last time for one of these cities, or for none where there are none."""
    if not _is_proved(reader, person):
        return ""
    of = {"city__in": cities} if cities else {"city": None}
    rows = Registration.objects.filter(person=person, **of).exclude(role="")
    return rows.order_by("-registered_at").values_list("role", flat=True).first() or ""


def _is_proved(reader: Reader, person: Person) -> bool:
    """By a link alone nothing is told of who has a login, which proves more, for all else of theirs."""
    return reader.is_signed_in or not person.has_account


def offered_answers(person: Person, questions: Sequence[Question]) -> dict[int, Answer]:
    """By the key of the question, not kept anywhere. Sensitive ones come from the profile alone, where the person has
    them kept; their consent is asked anew.
    """
    ordinary = [one for one in questions if one.care == Question.Care.ORDINARY]
    offered = _last_time(person, ordinary) if ordinary else {}
    offered |= _from_profile(person, questions, offered)
    return {
        pk: Answer(question_id=pk, value=value)
        for pk, value in offered.items()
        if value is not None
    }


def _is_asked_again(question: Question) -> bool:
    return question.kind not in OF_ONE_TIME and question.key not in NOT_AGAIN


def _name(question: Question) -> tuple[str, str]:
    """By which a question is known again: a ready one by its key, an extra by its words."""
    return (question.key, "") if question.key else ("", question.label)


def _last_time(person: Person, questions: Sequence[Question]) -> dict[int, Any]:
    """The latest answers that fit, one query. To the very question, before the person cancelled, any of them does."""
    rows = list(
        Answer.objects.filter(registration__person=person, question__care=Question.Care.ORDINARY)
        .order_by("answered_at")
        .values_list("question", "question__key", "question__label", "value")
    )
    elsewhere = {((key, "") if key else ("", label)): value for _pk, key, label, value in rows}
    here = {pk: value for pk, _key, _label, value in rows}
    again = {one.pk: _name(one) for one in questions if _is_asked_again(one)}
    found = {pk: elsewhere[name] for pk, name in again.items() if name in elsewhere}
    return found | {one.pk: here[one.pk] for one in questions if one.pk in here}


def _from_profile(
    person: Person, questions: Sequence[Question], offered: dict[int, Any]
) -> dict[int, Any]:
    """What the person's own record says, for questions that nothing is offered for yet: ordinary things as they are, needs
    by the consent to keep them.
    """
    wanted = [
        one
        for one in questions
        if one.key in READY and READY[one.key].from_profile and one.pk not in offered
    ]
    known = {one.pk: _known(person, one) for one in wanted}
    found = [one for one in wanted if known[one.pk]]
    if any(one.is_sensitive for one in found) and not _keeps_needs(person):
        found = [one for one in found if not one.is_sensitive]
    return {one.pk: known[one.pk] for one in found}


def _known(person: Person, question: Question) -> Any:
    """As an answer to the question would be kept; nothing where the record says nothing that fits it."""
    value = getattr(person, READY[question.key].from_profile)
    if question.kind == Question.Kind.CHOICES:
        # The record keeps codes; a question's choices are words, of which it may have others.
        return [name for name in names_of(value) if name in question.choices]
    return value if isinstance(value, str) else None


def _keeps_needs(person: Person) -> bool:
    return person.consents.standing().filter(kind=Consent.Kind.KEEP_NEEDS).exists()
