"""The next meeting as a page announces it: where, when, and what is still to follow."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from visits.archive.cities import Gazetteer, distinct
from visits.archive.dates import (
    MONTH,
    YEAR,
    Days,
    NoSuchDays,
    first_after,
    in_year,
    mentions,
    month_number,
)
from visits.archive.facts import Fact, KnownCity, Month, NextMeeting, Problem, Reason
from visits.archive.gatherings import CALLED_OFF, NOUN, PLANS_ANOTHER, read_mode
from visits.archive.hosts import candidates_in, names_of_hosts
from visits.archive.lines import Passage

# City ids, first day and month: what must agree when a page announces twice.
Essence = tuple[frozenset[int], date | None, Month | None]
# More different ones than this are not compared with each other: they are no announcement.
MOST_ANNOUNCEMENTS: Final = 10
ANNOUNCES: Final = re.compile(
    rf"\b(?:next|upcoming|forthcoming)\s(?:[\w-]+\s){{0,4}}?{NOUN}\b"
    rf"|\bwill\s(?:next\s)?(?:meet|gather)\b.*\b(?:next|again)\b|\bwill\snext\smeet\b|{PLANS_ANOTHER}",
    re.IGNORECASE,
)
TO_BE_AGREED: Final = re.compile(
    r"\bto be (?:agreed|announced|confirmed|decided|defined)\b", re.IGNORECASE
)
# One of two, which the page leaves open: "in Florence or Turin", "in May or June".
EITHER: Final = re.compile(r",?\s(?:or|/)\s(?:in\s)?(?:the\s)?(?:city\sof\s)?", re.IGNORECASE)
EITHER_MONTH: Final = re.compile(rf"\b{MONTH}\s?(?:/|\bor\b)\s?{MONTH}")
IN_A_MONTH: Final = re.compile(rf"\b(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?")
NOTE: Final = re.compile(
    r"\b(?:information|details|programme|agenda|registration|confirmed|follow)\b", re.IGNORECASE
)


def announcements(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage | None]]:
    """Yield the sentences that announce a next meeting, with a note that follows at once."""
    for passage in passages:
        sentences = list(passage.sentences())
        for sentence, following in zip(sentences, [*sentences[1:], None], strict=True):
            if ANNOUNCES.search(sentence.text):
                yield sentence, following if following and NOTE.search(following.text) else None


def read_next_meeting(
    passages: Sequence[Passage], gazetteer: Gazetteer, after: date | None
) -> tuple[Fact[NextMeeting] | None, list[Problem]]:
    """Read the announcement that says most; two that say different things are none.

    A year not written is the first to come after *after*, this meeting's last day; without it, days
    without a year stay open.
    """
    found: dict[Essence, tuple[Fact[NextMeeting], list[Problem]]] = {}
    called_off: list[Problem] = []
    for sentence, note in announcements(passages):
        if CALLED_OFF.search(sentence.text):
            called_off.append(_called_off(sentence))
            continue
        announced, problems = _announced(sentence, note, gazetteer, after)
        if problems or _says_something(announced) or TO_BE_AGREED.search(sentence.text):
            found.setdefault(_essence(announced), (Fact.of(announced, sentence), problems))
    telling = found
    if len(found) <= MOST_ANNOUNCEMENTS:
        telling = {e: pair for e, pair in found.items() if not any(_says_less(e, o) for o in found)}
    if len(telling) > 1:
        return None, [_several([fact for fact, _ in telling.values()])]
    for fact, problems in telling.values():
        return fact, [*problems, *called_off]
    if called_off:
        return None, called_off
    sentence_ = "No next meeting is announced with a city or a time."
    return None, [Problem("next meeting", Reason.MISSING, sentence_)]


def _announced(
    sentence: Passage, note: Passage | None, gazetteer: Gazetteer, after: date | None
) -> tuple[NextMeeting, list[Problem]]:
    starts_on, ends_on, problems = _dates(sentence, after)
    month = None if starts_on else _month(sentence, after)
    mode, _ = read_mode([sentence], None)
    hosts, more = _hosts(sentence, gazetteer)
    if not hosts and not more and not mode and (starts_on or month or names_of_hosts(sentence)):
        words = f'No known city is named for the next meeting in "{sentence.text}"'
        more = [Problem("next meeting", Reason.UNKNOWN, words, sentence.lines)]
    note_ = Fact.of(note.text, note) if note else None
    return NextMeeting(hosts, starts_on, ends_on, month, note_, mode), [*problems, *more]


def _hosts(
    sentence: Passage, gazetteer: Gazetteer
) -> tuple[tuple[Fact[KnownCity], ...], list[Problem]]:
    mentioned = list(gazetteer.mentions(sentence.text))
    is_open = any(
        EITHER.fullmatch(sentence.text, one.end, other.start) for one, other in pairwise(mentioned)
    )
    candidates = [] if is_open else list(candidates_in(sentence, gazetteer))
    if candidates:
        return min(candidates, key=lambda candidate: candidate.rank).cities, []
    cities = distinct([Fact.of(m.city, sentence.cut(m.start, m.end)) for m in mentioned])
    if len(cities) < 2:
        return cities, []
    words = f'Which city will host the next meeting is not clear in "{sentence.text}"'
    return (), [Problem("next meeting", Reason.AMBIGUOUS, words, sentence.lines)]


def _dates(
    sentence: Passage, after: date | None
) -> tuple[Fact[date] | None, Fact[date] | None, list[Problem]]:
    named = list(mentions(sentence))
    if len(named) != 1:
        problems = [_not_clear(named, sentence)] if named else _months_not_clear(sentence)
        return None, None, problems
    days = named[0]
    try:
        starts_on, ends_on = _resolved(days, after)
    except NoSuchDays as reason:
        problem = Problem("next meeting", Reason.CONTRADICTION, str(reason), days.words.lines)
        return None, None, [problem]
    return Fact.of(starts_on, days.words), Fact.of(ends_on, days.words), []


def _resolved(days: Days, after: date | None) -> tuple[date, date]:
    if days.year:
        return in_year(days, days.year)
    if after is None:
        raise NoSuchDays(
            f'The year of "{days.words.text}" is open, because this meeting\'s own is.'
        )
    return first_after(days, after)


def _month(sentence: Passage, after: date | None) -> Fact[Month] | None:
    match = IN_A_MONTH.search(sentence.text)
    if not match or any(mentions(sentence)) or EITHER_MONTH.search(sentence.text):
        return None
    month = month_number(match["month"])
    if match["year"]:
        year = int(match["year"])
    elif after:
        year = after.year + (month <= after.month)
    else:
        return None
    return Fact.of(Month(year, month), sentence.cut(*match.span()))


def _months_not_clear(sentence: Passage) -> list[Problem]:
    match = EITHER_MONTH.search(sentence.text)
    if not match:
        return []
    sentence_ = f'In which month the next meeting is is not clear: "{match.group()}".'
    return [Problem("next meeting", Reason.AMBIGUOUS, sentence_, sentence.lines)]


def _not_clear(named: Sequence[Days], sentence: Passage) -> Problem:
    words = ", ".join(f'"{days.words.text}"' for days in named)
    sentence_ = f"Which days the next meeting is on is not clear: {words}."
    return Problem("next meeting", Reason.AMBIGUOUS, sentence_, sentence.lines)


def _called_off(sentence: Passage) -> Problem:
    words = f'Whether the next meeting was held is not clear in "{sentence.text}"'
    return Problem("next meeting", Reason.CONTRADICTION, words, sentence.lines)


def _several(announced: Sequence[Fact[NextMeeting]]) -> Problem:
    named = " ".join(f'"{fact.words}"' for fact in announced)
    lines = tuple(sorted({line for fact in announced for line in fact.lines}))
    sentence = f"Different next meetings are announced: {named}"
    return Problem("next meeting", Reason.AMBIGUOUS, sentence, lines)


def _says_something(announced: NextMeeting) -> bool:
    return bool(announced.hosts or announced.starts_on or announced.month or announced.mode)


def _says_less(mine: Essence, others: Essence) -> bool:
    """Whether what is announced here is said again with more: the city without and with days."""
    return mine != others and all(
        not part or part == more for part, more in zip(mine, others, strict=True)
    )


def _essence(announced: NextMeeting) -> Essence:
    hosts = frozenset(host.value.id for host in announced.hosts)
    starts_on = announced.starts_on.value if announced.starts_on else None
    return hosts, starts_on, announced.month.value if announced.month else None
