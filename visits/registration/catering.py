"""What the kitchen is told, without a name: how many there are and what they eat, at each option and on each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from visits.models import ClaimState
from visits.registration.answer_words import choice_words
from visits.registration.counting import IN_WORDS, among, labels_of
from visits.registration.ready import DAYS

if TYPE_CHECKING:
    from visits.models import Question
    from visits.registration.counting import Answers
    from visits.registration.seats import Seats


class Part(NamedTuple):
    """Something people are at: the meeting, an option, one of its days."""

    title: str
    people: frozenset[int]


@dataclass(frozen=True)
class Row:
    """One line: of all, or of those who gave one answer; a number for each part."""

    label: str
    numbers: list[int]


@dataclass(frozen=True)
class Table:
    """What was answered to one question, part by part."""

    question: Question
    rows: list[Row]


@dataclass(frozen=True)
class Catering:
    """The columns, how many are at each, and a table for each question that the kitchen needs."""

    parts: list[Part]
    tables: list[Table]

    @property
    def heads(self) -> list[int]:
        return [len(part.people) for part in self.parts]


def catering(
    answers: Mapping[Question, Answers], there: frozenset[int], seats: Seats
) -> Catering | None:
    """Nothing where the meeting has no parts: what is counted of all says everything then."""
    parts = [*_options(seats), *_days(answers, there)]
    if not parts:
        return None
    parts = [Part(_("The meeting"), there), *parts]
    asked = {one: given for one, given in answers.items() if one.key in IN_WORDS}
    return Catering(parts, [_table(one, given, parts) for one, given in asked.items()])


def _options(seats: Seats) -> list[Part]:
    """Who has a seat there."""
    taken = [one for one in seats.claims if one.state == ClaimState.CONFIRMED and one.option_id]
    return [
        Part(
            option.title,
            frozenset(one.registration_id for one in taken if one.option_id == option.pk),
        )
        for option in seats.options
    ]


def _days(answers: Mapping[Question, Answers], there: Collection[int]) -> list[Part]:
    """Who said to be there on which day; and who did not say, for whom somebody has to guess."""
    question = next((one for one in answers if one.key == DAYS), None)
    if question is None:
        return []
    said = among(answers[question], there)
    days = [
        Part(choice_words(question, day), frozenset(key for key, on in said.items() if day in on))
        for day in question.choices
    ]
    silent = frozenset(there) - said.keys()
    return [*days, Part(_("Day not said"), silent)] if silent else days


def _table(question: Question, given: Answers, parts: list[Part]) -> Table:
    """The most frequent answers first, none that nobody there gave."""
    people = frozenset().union(*(part.people for part in parts))
    labels = labels_of(question, among(given, people))
    counts = [Counter(_said_by(labels, part.people)) for part in parts]
    every = Counter(one for each in labels.values() for one in each)
    return Table(
        question, [Row(one, [of[one] for of in counts]) for one, _n in every.most_common()]
    )


def _said_by(labels: Mapping[int, list[str]], people: Collection[int]) -> list[str]:
    return [one for key, each in labels.items() if key in people for one in each]
