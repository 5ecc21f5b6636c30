"""Which of a page's days are the meeting's, and in which year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from visits.archive.dates import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTH_NAME,
    Days,
    NoSuchDays,
    in_year,
    mentions,
    month_number,
    wrong_weekdays,
)
from visits.archive.facts import Document, Fact, Problem, Reason
from visits.archive.gatherings import CALLED_OFF, SAYS_IT_HAPPENED
from visits.archive.lines import Passage

LABEL: Final = re.compile(
    r"(?:(?P<which>start|end|starting|ending)\s)?(?:dates?|when)\s?:\s?", re.IGNORECASE
)
LONGEST_LABELLED: Final = 120
# "Ghent, 12-13 October 2016" or "12-13 October 2016 (Ghent)": nothing but a place beside the days
PLACE_BEFORE: Final = re.compile(
    r"(?:[^\W\d_][^\d,.:;()]{1,40}(?:\s?\([^\d()]{2,30}\))?\s?[,–-]\s?)?"
)
PLACE_AFTER: Final = re.compile(r"(?:\s?[,–(-]\s?[^\W\d_][^\d,.:;()]{1,40}\)?)?\.?")
YEAR_IN_NAME: Final = re.compile(
    rf"(?P<month>{MONTH_NAME})?[\s_.-]?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """The meeting's days; `ends` are the words for the last day, `repeats` name them again."""

    days: Days
    ends: Passage
    sentence: Passage | None = None
    repeats: tuple[Days, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """The days in their year, each with its words."""

    year: Fact[int] | None = None
    starts_on: Fact[date] | None = None
    ends_on: Fact[date] | None = None

    @property
    def last_day(self) -> date | None:
        """The day after which a next meeting can be."""
        return self.ends_on.value if self.ends_on else None


def labelled(passages: Sequence[Passage]) -> list[Passage]:
    """Return the lines such as "start date: 01-06-2017"."""
    return [
        passage
        for passage in passages
        if len(passage.text) <= LONGEST_LABELLED
        and LABEL.match(passage.text)
        and any(_named(passage))
    ]


def datelines(passages: Sequence[Passage]) -> list[Passage]:
    """Return the lines with nothing but days, and perhaps a place beside them."""
    return [passage for passage in passages if _is_dateline(passage)]


def _is_dateline(passage: Passage) -> bool:
    if len(passage.text) > LONGEST_LABELLED or passage.cells:
        return False
    named = list(mentions(passage))
    if len(named) != 1:
        return False
    before, after = passage.text[: named[0].start], passage.text[named[0].end :]
    return bool(PLACE_BEFORE.fullmatch(before) and PLACE_AFTER.fullmatch(after))


def read_days(
    labels: Sequence[Passage], sentences: Sequence[Passage]
) -> tuple[MeetingDays | None, list[Problem]]:
    """Read the days from labels, else from the sentences about this meeting; two choices are none.

    Lines with nothing but the days are among the sentences.
    """
    candidates = [(days, sentence) for sentence in sentences for days in mentions(sentence)]
    if found := _from_labels(labels):
        return found, _against_labels(found, candidates)
    widest = _widest(candidates)
    said = [(days, sentence) for days, sentence in widest if SAYS_IT_HAPPENED.search(sentence.text)]
    chosen = said or widest
    if len(chosen) == 1:
        days, sentence = chosen[0]
        if CALLED_OFF.search(sentence.text):
            return None, [_called_off(sentence)]
        repeats = tuple(other for other, _ in candidates if days.includes(other))
        return MeetingDays(days, days.words, sentence, repeats), []
    if chosen:
        return None, [_several(chosen)]
    return None, [
        Problem("dates", Reason.MISSING, "No sentence says on which days the meeting was.")
    ]


def read_when(
    days: MeetingDays | None, documents: Sequence[Fact[Document]], given: int | None
) -> tuple[When, list[Problem]]:
    """Put the days into their year; days that the year does not have are none."""
    if days is None:
        return When(), []
    year, problems = read_year(days, documents, given)
    if year is None:
        return When(), [*problems, _open_days(days)]
    try:
        starts_on, ends_on = in_year(days.days, year.value)
    except NoSuchDays as reason:
        problem = Problem("dates", Reason.CONTRADICTION, str(reason), days.days.words.lines)
        return When(year), [*problems, problem]
    for sentence in dict.fromkeys(wrong_weekdays(days.days, starts_on, ends_on)):
        problems.append(Problem("dates", Reason.CONTRADICTION, sentence, days.days.words.lines))
    return When(year, Fact.of(starts_on, days.days.words), Fact.of(ends_on, days.ends)), problems


def read_year(
    days: MeetingDays, documents: Sequence[Fact[Document]], given: int | None
) -> tuple[Fact[int] | None, list[Problem]]:
    """Return the year given, else the one beside the days, else the one in the documents' names."""
    written = [Fact.of(d.year, d.words) for d in (days.days, *days.repeats) if d.year]
    if given is not None and EARLIEST_YEAR <= given <= LATEST_YEAR:
        return Fact(given, "", ()), [
            _overridden(fact, given) for fact in written if fact.value != given
        ]
    problems = []
    if given is not None:
        sentence = (
            f"The year {given} that was given is not between {EARLIEST_YEAR} and {LATEST_YEAR}."
        )
        problems.append(Problem("year", Reason.UNREADABLE, sentence))
    found = written or _in_names(documents, days.days.first.month)
    if len({fact.value for fact in found}) == 1:
        return found[0], problems
    return None, [*problems, _no_year(found)]


def _named(passage: Passage) -> Iterator[tuple[str, Days]]:
    """Yield label and days of each "start date: 1 June" in a line."""
    for days in mentions(passage):
        before = passage.text[: days.start]
        label = [match for match in LABEL.finditer(before) if match.end() == len(before)]
        if label:
            yield (label[0]["which"] or "").lower(), days


def _from_labels(labels: Sequence[Passage]) -> MeetingDays | None:
    named = [pair for passage in labels for pair in _named(passage)]
    starts = next((days for which, days in named if not which.startswith("end")), None)
    ends = next((days for which, days in named if which.startswith("end")), starts)
    if starts is None or ends is None:
        return None
    return MeetingDays(replace(starts, last=ends.last), ends.words)


def _called_off(sentence: Passage) -> Problem:
    words = f'Whether the meeting was held is not clear in "{sentence.text}"'
    return Problem("dates", Reason.CONTRADICTION, words, sentence.lines)


def _against_labels(
    found: MeetingDays, candidates: Sequence[tuple[Days, Passage]]
) -> list[Problem]:
    """Say which sentences tell that it happened on other days than the label's, which are taken."""
    return [
        Problem(
            "dates",
            Reason.CONTRADICTION,
            f'"{days.words.text}" is not within the days of the label, "{found.days.words.text}".',
            days.words.lines,
        )
        for days, sentence in candidates
        if SAYS_IT_HAPPENED.search(sentence.text) and not found.days.includes(days)
    ]


def _widest(candidates: Sequence[tuple[Days, Passage]]) -> list[tuple[Days, Passage]]:
    """Leave out days that are part of others ("in the afternoon of 23 February"), and repetitions."""
    widest: list[tuple[Days, Passage]] = []
    for days, sentence in candidates:
        if not any(kept.includes(days) for kept, _ in widest):
            widest = [pair for pair in widest if not days.includes(pair[0])]
            widest.append((days, sentence))
    return widest


def _in_names(documents: Sequence[Fact[Document]], month: int) -> list[Fact[int]]:
    """Return the years of the names: those beside the meeting's month, else those beside none."""
    beside: list[Fact[int]] = []
    alone: list[Fact[int]] = []
    for document in documents:
        for match in YEAR_IN_NAME.finditer(document.value.name):
            year = Fact(int(match["year"]), document.value.name, document.lines)
            if not match["month"]:
                alone.append(year)
            elif month_number(match["month"]) == month:
                beside.append(year)
    return beside or alone


def _several(candidates: Sequence[tuple[Days, Passage]]) -> Problem:
    named = ", ".join(f'"{days.words.text}"' for days, _ in candidates)
    lines = tuple(sorted({line for days, _ in candidates for line in days.words.lines}))
    sentence = f"Which of these days were the meeting's is not clear: {named}."
    return Problem("dates", Reason.AMBIGUOUS, sentence, lines)


def _no_year(found: Sequence[Fact[int]]) -> Problem:
    if not found:
        sentence = (
            "The year stands neither beside the days nor in a document's name; give it with --year."
        )
        return Problem("year", Reason.MISSING, sentence)
    named = ", ".join(f'{fact.value} in "{fact.words}"' for fact in found)
    lines = tuple(sorted({line for fact in found for line in fact.lines}))
    sentence = f"Different years are named: {named}; give the right one with --year."
    return Problem("year", Reason.AMBIGUOUS, sentence, lines)


def _open_days(days: MeetingDays) -> Problem:
    sentence = f'The days are "{days.days.words.text}", but without a year they are no dates.'
    return Problem("dates", Reason.MISSING, sentence, days.days.words.lines)


def _overridden(fact: Fact[int], given: int) -> Problem:
    sentence = f'"{fact.words}" says {fact.value}, but the year given is {given}; that is used.'
    return Problem("year", Reason.CONTRADICTION, sentence, fact.lines)
