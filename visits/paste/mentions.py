"""What a text says of a day, in signs and words: weekdays, dates and numbers of days, read once and never backwards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from portal.lib.names import fold
from visits.archive.dates import EARLIEST_YEAR, LATEST_YEAR
from visits.paste.words import ARTICLES, DAY_WORDS, MONTHS, NUMBERS, ORDINALS, WEEKDAYS

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|\S")
# Short forms that are words too: "so", "do", "mar". They name a day only before a figure.
SHORT: Final = 4


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    word: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        return int(self.text) if self.text.isdecimal() and len(self.text) <= 4 else None


@dataclass(frozen=True, slots=True)
class Mention:
    """What is said of a day, and where its words end. A mention that is ``weak`` may be other words as well."""

    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    number: int | None = None
    is_weak: bool = False

    def joined(self, other: "Mention") -> "Mention":
        """ "Day 1" and "Tuesday 26 June" are one day."""
        return Mention(
            end=other.end,
            day=self.day or other.day,
            month=self.month or other.month,
            year=self.year or other.year,
            weekday=other.weekday if self.weekday is None else self.weekday,
            number=self.number or other.number,
        )


def tokens_of(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        yield Token(found[0], fold(found[0]), found.start(), found.end())


def mention_at(tokens: tuple[Token, ...], at: int) -> Mention | None:
    if at >= len(tokens):
        return None
    return _counted(tokens, at) or _dated(tokens, at)


def _counted(tokens: tuple[Token, ...], at: int) -> Mention | None:
    """ "Day 1", "1. Tag", "first day"."""
    first, second = tokens[at], _get(tokens, at + 1)
    if first.word in DAY_WORDS and second:
        number = second.number if second.number is not None else NUMBERS.get(second.word)
        if number is not None and 1 <= number <= 31 and not _is_hour(tokens, at + 1):
            return Mention(at + 2, number=number, is_weak=True)
    number = first.number if first.number is not None else NUMBERS.get(first.word)
    if number is None or not 1 <= number <= 31:
        return None
    place = at + 1
    while (
        (token := _get(tokens, place))
        and place < at + 3
        and (token.text == "." or token.word in ORDINALS)
    ):
        place += 1
    token = _get(tokens, place)
    is_day = token is not None and token.word in DAY_WORDS
    is_ordinal = place > at + 1 or first.number is None
    return Mention(place + 1, number=number, is_weak=True) if is_day and is_ordinal else None


def _dated(tokens: tuple[Token, ...], at: int) -> Mention | None:
    """A weekday, a date, or both."""
    weekday = WEEKDAYS.get(tokens[at].word)
    is_short = len(tokens[at].word) <= SHORT
    place = _past(tokens, at + 1, ".,") if weekday is not None else at
    while weekday is not None and (token := _get(tokens, place)) and token.word in ARTICLES:
        place += 1
    dated = _date(tokens, place, has_weekday=weekday is not None)
    if dated:
        return replace(dated, weekday=weekday, is_weak=dated.is_weak and weekday is None)
    if weekday is None or (is_short and at + 1 < len(tokens) and tokens[at].word != "tues"):
        return None
    token = _get(tokens, at + 1)
    is_other = token is not None and token.text in "'’"
    return None if is_other else Mention(at + 1, weekday=weekday, is_weak=True)


def _date(tokens: tuple[Token, ...], at: int, *, has_weekday: bool) -> Mention | None:
    token = _get(tokens, at)
    if token is None:
        return None
    if token.number is not None:
        return _figures(tokens, at) or _day_first(tokens, at, has_weekday=has_weekday)
    month = MONTHS.get(token.word)
    after = _past(tokens, at + 1, ".")
    day = _get(tokens, after)
    if (
        month is None
        or day is None
        or day.number is None
        or not 1 <= day.number <= 31
        or _is_hour(tokens, after)
    ):
        return None
    place = after + 1
    if (ordinal := _get(tokens, place)) and ordinal.word in ORDINALS:
        place += 1
    year, place = (
        _year(tokens, _past(tokens, place, ",")) if _has_year(tokens, place) else (None, place)
    )
    return Mention(place, day=day.number, month=month, year=year)


def _day_first(tokens: tuple[Token, ...], at: int, *, has_weekday: bool) -> Mention | None:
    day = tokens[at].number
    if day is None or not 1 <= day <= 31 or _is_hour(tokens, at):
        return None
    place = at + 1
    while (
        (token := _get(tokens, place))
        and place < at + 4
        and (token.text in {".", "-", "‑", "–"} or token.word in ORDINALS or token.word in ARTICLES)
    ):
        place += 1
    month = MONTHS.get(token.word) if token else None
    if month is not None:
        place = _past(tokens, place + 1, ".")
        year, place = (
            _year(tokens, _past(tokens, place, ",-")) if _has_year(tokens, place) else (None, place)
        )
        return Mention(place, day=day, month=month, year=year)
    if has_weekday:
        place = at + 1
        while (
            (token := _get(tokens, place))
            and place < at + 3
            and (token.text == "." or token.word in ORDINALS)
        ):
            place += 1
        return Mention(place, day=day)
    return None


def _figures(tokens: tuple[Token, ...], at: int) -> Mention | None:
    """ "26/06/2027", "26.6.", "26/06", "2027-06-26"."""
    first, sign, second = tokens[at], _get(tokens, at + 1), _get(tokens, at + 2)
    if sign is None or second is None or second.number is None or first.number is None:
        return None
    again, third = _get(tokens, at + 3), _get(tokens, at + 4)
    has_third = (
        again is not None
        and again.text == sign.text
        and third is not None
        and third.number is not None
    )
    if sign.text not in {"/", ".", "-"} or sign.start != first.end or second.start != sign.end:
        return None
    if has_third and third and third.number is not None:
        if len(first.text) == 4:
            return _plain(at + 5, third.number, second.number, first.number)
        if len(third.text) in {2, 4}:
            year = third.number if len(third.text) == 4 else 2000 + third.number
            return _plain(at + 5, first.number, second.number, year)
    if sign.text == "." and again is not None and again.text == "." and again.start == second.end:
        return _plain(at + 4, first.number, second.number, None)
    if sign.text == "/" and not has_third:
        return _plain(at + 3, first.number, second.number, None)
    return None


def _plain(end: int, day: int, month: int, year: int | None) -> Mention | None:
    """European order; the American one only where there is no other way to read it."""
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Mention(end, day=day, month=month, year=year, is_weak=year is None)


def _has_year(tokens: tuple[Token, ...], at: int) -> bool:
    return _year(tokens, _past(tokens, at, ",-"))[0] is not None


def _year(tokens: tuple[Token, ...], at: int) -> tuple[int | None, int]:
    token = _get(tokens, at)
    is_year = token is not None and len(token.text) == 4 and token.number is not None
    year = token.number if is_year and token else None
    if year is not None and EARLIEST_YEAR <= year <= LATEST_YEAR:
        return year, at + 1
    before = _get(tokens, at - 1)
    if (
        token is not None
        and before is not None
        and before.text == "-"
        and len(token.text) == 2
        and token.number
    ):
        return 2000 + token.number, at + 1
    return None, at


def _is_hour(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the figure is the beginning of a time: "Day 9:00" and "Tuesday 9.30" name no 9th."""
    sign, minute = _get(tokens, at + 1), _get(tokens, at + 2)
    if sign is None:
        return False
    if sign.word in {"h", "uhr", "am", "pm", "heures", "hrs"}:
        return True
    is_joined = minute is not None and minute.number is not None and minute.start == sign.end
    return is_joined and sign.text in {":", "."} and sign.start == tokens[at].end


def _past(tokens: tuple[Token, ...], at: int, signs: str) -> int:
    token = _get(tokens, at)
    return at + 1 if token is not None and token.text in signs else at


def _get(tokens: tuple[Token, ...], at: int) -> Token | None:
    return tokens[at] if at < len(tokens) else None
