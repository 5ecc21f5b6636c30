"""Answers counted, without a name: for the caterer, the hotel and the host. Sensitive ones for who may read them alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
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


def counted(
    questions: Sequence[Question], there: Collection[int], *, sensitive: bool
) -> list[Counted]:
    """Of these questions, by the registrations that are ``there``. One query. What security asks for is never counted."""
    cares = {Care.ORDINARY, Care.SENSITIVE} if sensitive else {Care.ORDINARY}
    shown = [one for one in questions if one.care in cares and _is_counted(one)]
    rows = Answer.objects.filter(question__in=shown).values_list(
        "question_id", "registration_id", "value"
    )
    values: dict[int, list[Any]] = {one.pk: [] for one in shown}
    for question_id, registration_id, value in rows if shown else ():
        if registration_id in there and value not in (None, "", []):
            values[question_id].append(value)
    return [_counted(one, values[one.pk]) for one in shown]


def _is_counted(question: Question) -> bool:
    return question.kind in COUNTED or question.care == Care.SENSITIVE


def _counted(question: Question, values: Sequence[Any]) -> Counted:
    if question.kind in COUNTED or question.key in IN_WORDS:
        return Counted(question, len(values), bars(_by_answer(question, values)))
    # What somebody needs, or whom to call, is nobody's total: how many said something is.
    return Counted(question, len(values), [])


def _by_answer(question: Question, values: Iterable[Any]) -> list[tuple[str, int]]:
    """The most frequent first; of a question with choices all of them, in their order."""
    each = [one for value in values for one in (value if isinstance(value, list) else [value])]
    if question.choices:
        counts = Counter(str(one) for one in each)
        known = [*question.choices, *(one for one in counts if one not in question.choices)]
        return [(said_of(question, [one]), counts[one]) for one in known]
    words = [said_of(question, one) for one in each]
    counts = Counter(fold(" ".join(one.split())) for one in words)
    first = {fold(" ".join(one.split())): one for one in reversed(words)}
    return [(first[key], number) for key, number in counts.most_common()]


def hidden_words(questions: Iterable[Question]) -> str:
    """What a chair is told instead."""
    number = sum(one.care == Care.SENSITIVE for one in questions)
    if not number:
        return ""
    return _(
        "Answers to sensitive questions are counted for the meeting\u2019s organisers and the secretariat alone."
    )
