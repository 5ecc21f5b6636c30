"""Answers counted, without a name: for the caterer, the hotel and the host. Sensitive ones for who may read them alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.names import fold
from visits.models import Answer, Question
from visits.registration.answer_words import said_of
from visits.registration.numbers import Bar, bars
from visits.registration.ready import DAYS

Care, Kind = Question.Care, Question.Kind
# Whose answers are a word each, so that they can be counted.
COUNTED: Final = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.DAY})
# What a kitchen needs in the words in which it was said; the same words are counted together.
IN_WORDS: Final = frozenset({"diet", "allergies"})
FOR_THE_CATERER: Final = frozenset({DAYS, "diet", "allergies", "access"})


@dataclass(frozen=True)
class Counted:
    """A question with its answers counted; ``answered`` is by how many of ``asked``."""

    question: Question
    answered: int
    lines: list[Bar]

    @property
    def is_for_the_caterer(self) -> bool:
        return self.question.key in FOR_THE_CATERER

    @property
    def words(self) -> str:
        number = {"number": self.answered}
        return ngettext("%(number)d answer", "%(number)d answers", self.answered) % number


# What was answered to a question, by the key of each registration.
Answers = Mapping[int, Any]


def answers_to(questions: Sequence[Question], *, sensitive: bool) -> dict[Question, Answers]:
    """Of those that are counted. One query. What security asks for is never counted."""
    cares = {Care.ORDINARY, Care.SENSITIVE} if sensitive else {Care.ORDINARY}
    shown = [one for one in questions if one.care in cares and _is_counted(one)]
    rows = Answer.objects.filter(question__in=shown).values_list(
        "question_id", "registration_id", "value"
    )
    values: dict[int, dict[int, Any]] = {one.pk: {} for one in shown}
    for question_id, registration_id, value in rows if shown else ():
        if value not in (None, "", []):
            values[question_id][registration_id] = value
    return {one: values[one.pk] for one in shown}


def counted(answers: Mapping[Question, Answers], there: Collection[int]) -> list[Counted]:
    """Each question, by the registrations that are ``there``."""
    return [_counted(question, among(given, there)) for question, given in answers.items()]


def among(given: Answers, there: Collection[int]) -> Answers:
    return {key: value for key, value in given.items() if key in there}


def _is_counted(question: Question) -> bool:
    return question.kind in COUNTED or question.care == Care.SENSITIVE


def is_by_answer(question: Question) -> bool:
    """What somebody needs, or whom to call, is nobody's total: there, how many said something is."""
    return question.kind in COUNTED or question.key in IN_WORDS


def _counted(question: Question, given: Answers) -> Counted:
    lines = bars(_by_answer(question, given)) if is_by_answer(question) else []
    return Counted(question, len(given), lines)


def _by_answer(question: Question, given: Answers) -> list[tuple[str, int]]:
    """The most frequent first; of a question with choices all of them, in their order."""
    counts = Counter(one for each in labels_of(question, given).values() for one in each)
    if question.choices:
        known = [said_of(question, [one]) for one in question.choices]
        return [
            (one, counts[one]) for one in [*known, *(one for one in counts if one not in known)]
        ]
    return counts.most_common()


def labels_of(question: Question, given: Answers) -> dict[int, list[str]]:
    """What each said, in words; of what was typed the same words are the same, as they were written first."""
    if question.choices:
        return {
            key: [said_of(question, [one]) for one in _each(value)] for key, value in given.items()
        }
    said = {key: [said_of(question, one) for one in _each(value)] for key, value in given.items()}
    first = {_folded(one): one for each in reversed(said.values()) for one in reversed(each)}
    return {key: [first[_folded(one)] for one in each] for key, each in said.items()}


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _folded(words: str) -> str:
    return fold(" ".join(words.split()))


def hidden_words(questions: Iterable[Question]) -> str:
    """What a chair is told instead."""
    number = sum(one.care == Care.SENSITIVE for one in questions)
    if not number:
        return ""
    return _(
        "Answers to sensitive questions are counted for the meeting\u2019s organisers and the secretariat alone."
    )
