"""Days as pages write them: "23-24 February", "5 & 6 April 2017", "01-06-2017"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from visits.archive.lines import Passage

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS: Final = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
EARLIEST_YEAR: Final = 1950
LATEST_YEAR: Final = 2100

YEAR: Final = r"(?:(?:19|20)\d\d)(?!\d)"
_FULL = r"January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
MONTH_NAME: Final = rf"(?:{_FULL}|{_SHORT})"
MONTH: Final = rf"(?:(?:{_FULL})\b|(?:{_SHORT})\b\.?)"
# "23", "23rd", and "12." before a month or a dash, as in "12.-13. October"
_DAY = rf"\d{{1,2}}(?!\d)(?:\s?(?:st|nd|rd|th)\b|\.(?=\s?(?:[-–—&+/]|{MONTH})))?"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)(?:[a-z]{0,6}day)?\b[.,]?\s)"
_JOIN = r"\s?(?:[-–—&+/]|\b(?:to|and|until|till)\b)\s?(?:the\s)?"
_START = r"(?<![\w/.-])"

# "from Thursday 1st to Friday 2nd June 2018", "30 May - 1 June", "5, 6 and 7 April"
DAYS_FIRST: Final = re.compile(
    rf"{_START}(?P<weekday>{_WEEKDAY})?(?P<day>{_DAY})(?:\s?(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?)?"
    rf"(?P<between>(?:,\s?{_DAY}){{0,5}})(?P<join>,?{_JOIN})(?P<last_weekday>{_WEEKDAY})?(?P<last_day>{_DAY})"
    rf"\s?(?:of\s)?(?P<last_month>{MONTH})(?:,?\s(?P<last_year>{YEAR}))?",
    re.IGNORECASE,
)
# "Thursday, 23rd of February 2017"
DAY_FIRST: Final = re.compile(
    rf"{_START}(?P<weekday>{_WEEKDAY})?(?P<day>{_DAY})\s?(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?",
    re.IGNORECASE,
)
# "February 23-24, 2017"; without a year only before a sign, because "in June 12 cities" is no day
MONTH_FIRST: Final = re.compile(
    rf"{_START}(?P<month>{MONTH})\s(?P<day>{_DAY})"
    rf"(?:(?P<join>{_JOIN})(?:(?P<last_month>{MONTH})\s)?(?P<last_day>{_DAY}))?(?:,?\s(?P<year>{YEAR})|(?=[,.;:)]|$))",
    re.IGNORECASE,
)
# European order: the day stands before the month
NUMERIC: Final = re.compile(
    rf"{_START}(?P<day>\d{{1,2}})(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)(?P<year>{YEAR})(?![./-]\d)"
)
ISO: Final = re.compile(rf"{_START}(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
JOIN: Final = re.compile(_JOIN, re.IGNORECASE)
# A number and then "until", "and", a dash, right before a single day; so far back it is looked for.
CUT_OFF: Final = re.compile(rf"\d[^;!?]{{0,15}}?{_JOIN}$", re.IGNORECASE)
CUT_OFF_WITHIN: Final = 30
FORMS: Final = (DAYS_FIRST, DAY_FIRST, MONTH_FIRST, NUMERIC, ISO)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: perhaps without a year, perhaps with its weekday (Monday is 0)."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day of a mention, with its words.

    `has_gaps` is "5 and 12 April"; `is_cut_off` is a day before which another seems to stand, in words that are
    not understood: "Thursday 15 (14.00h) until Saturday 17 February".
    """

    first: Day
    last: Day
    words: Passage
    start: int
    has_gaps: bool = False
    is_cut_off: bool = False

    @property
    def year(self) -> int | None:
        """The year of the first day, if one is written."""
        return self.first.year

    @property
    def end(self) -> int:
        """Where the mention ends in its passage."""
        return self.start + len(self.words.text)

    @property
    def is_one_day(self) -> bool:
        """Whether a single day is named."""
        return (self.first.month, self.first.day) == (self.last.month, self.last.day)

    def includes(self, other: "Days") -> bool:
        """Whether the other mention repeats these days or a part of them."""
        if self.year and other.year and self.year != other.year:
            return False
        first, last = (self.first.month, self.first.day), (self.last.month, self.last.day)
        others = [(day.month, day.day) for day in (other.first, other.last)]
        if first <= last:
            return all(first <= day <= last for day in others)
        return all(day >= first or day <= last for day in others)


class NoSuchDays(ValueError):  # noqa: N818 - it is said as a sentence, not as an error
    """These days are in no calendar, or the words about them disagree."""


def mentions(passage: Passage) -> Iterator[Days]:
    """Yield the days named in a passage, in their order; an impossible month is no mention."""
    found = [match for form in FORMS for match in form.finditer(passage.text)]
    position = 0
    before: Days | None = None
    # Sorting keeps the order of equals: the form that takes more words stands first in the list.
    for match in sorted(found, key=re.Match.start):
        if match.start() >= position and (days := _days(passage, match)):
            between = passage.text[position : match.start()]
            if before and before.is_one_day and days.is_one_day and JOIN.fullmatch(between):
                before = _joined(before, between, days, passage.cut(before.start, match.end()))
            else:
                if before:
                    yield before
                before = replace(days, is_cut_off=days.is_one_day and _is_cut_off(between))
            position = match.end()
    if before:
        yield before


def in_year(days: Days, year: int) -> tuple[date, date]:
    """Return first and last day, the first being in *year*; a range may pass New Year."""
    over_new_year = days.last.month < days.first.month
    starts_on, ends_on = _date(days.first, year), _date(days.last, year + over_new_year)
    if days.is_cut_off:
        raise NoSuchDays(f'Another day seems to stand before "{days.words.text}".')
    if days.has_gaps:
        raise NoSuchDays(f'"{days.words.text}" are days apart from each other.')
    if ends_on < starts_on:
        raise NoSuchDays(f'"{days.words.text}" ends before it starts.')
    if days.first.year and days.last.year and days.last.year - days.first.year != over_new_year:
        raise NoSuchDays(f'"{days.words.text}" lasts more than a year.')
    return starts_on, ends_on


def first_after(days: Days, after: date) -> tuple[date, date]:
    """Return the days in the first year in which they begin later than *after*."""
    # 29 February is up to eight years away.
    for year in range(after.year, after.year + 9):
        try:
            starts_on, ends_on = in_year(days, year)
        except NoSuchDays:
            if (days.first.month, days.first.day) != (2, 29):
                raise
        else:
            if starts_on > after:
                return starts_on, ends_on
    raise NoSuchDays(f'"{days.words.text}" does not come again.')


def wrong_weekdays(days: Days, starts_on: date, ends_on: date) -> list[str]:
    """Return a sentence for each weekday that the page gives otherwise than the calendar."""
    return [
        f"{spoken(day)} is a {WEEKDAYS[day.weekday()].capitalize()}, "
        f"but the page says {WEEKDAYS[said.weekday].capitalize()}."
        for said, day in ((days.first, starts_on), (days.last, ends_on))
        if said.weekday is not None and said.weekday != day.weekday()
    ]


def spoken(day: date) -> str:
    """Return "23 February 2017", whatever the machine's language."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def month_number(word: str) -> int:
    """Return 1 to 12 for a month's name, its beginning or its number; else what is written there."""
    if word.isdigit():
        return int(word)
    beginning = word.lower().rstrip(".")[:3]
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(beginning))


def _date(day: Day, year: int) -> date:
    try:
        return date(year, day.month, day.day)
    except ValueError:
        named = f"{day.day} {MONTHS[day.month - 1].capitalize()} {year}"
        raise NoSuchDays(f"There is no {named}.") from None


def _days(passage: Passage, found: re.Match[str]) -> Days | None:
    parts = {name: value for name, value in found.groupdict().items() if value}
    month, last_month = _both(parts, "month", "last_month")
    if "may" in (month, last_month):  # the verb
        return None
    first = Day(
        day=_number(parts["day"]),
        month=month_number(month),
        year=_year(parts.get("year")),
        weekday=_weekday(parts.get("weekday")),
    )
    last = replace(first, month=month_number(last_month), year=_year(parts.get("last_year")))
    if "last_day" in parts:
        weekday = _weekday(parts.get("last_weekday"))
        last = replace(last, day=_number(parts["last_day"]), weekday=weekday)
    if not (1 <= first.month <= 12):
        return None
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - (last.month < first.month))
    words = passage.cut(found.start(), found.end())
    return Days(first, last, words, found.start(), has_gaps=_has_gaps(first, last, parts))


def _is_cut_off(text_before: str) -> bool:
    return CUT_OFF.search(text_before[-CUT_OFF_WITHIN:]) is not None


def _joined(first: Days, between: str, last: Days, words: Passage) -> Days:
    """Two days, each written in full, as one mention: "01/06/2017 - 02/06/2017"."""
    has_gaps = _has_gaps(first.first, last.first, {"join": between})
    return Days(first.first, last.first, words, first.start, has_gaps, first.is_cut_off)


def _both(parts: dict[str, str], name: str, other: str) -> tuple[str, str]:
    """Return two parts of which one may stand for both."""
    return parts.get(name) or parts[other], parts.get(other) or parts[name]


def _has_gaps(first: Day, last: Day, parts: dict[str, str]) -> bool:
    """Whether days that are counted up ("5, 6 and 12") leave one out."""
    if not re.search(r"and|[&+/]", parts.get("join", ""), re.IGNORECASE):
        return "between" in parts
    year = first.year or 2000
    try:
        between = [
            replace(first, day=int(day)) for day in re.findall(r"\d+", parts.get("between", ""))
        ]
        days = [_date(day, year) for day in (first, *between, last)]
    except NoSuchDays:
        return False
    return any(later - earlier != timedelta(days=1) for earlier, later in pairwise(days))


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _year(word: str | None) -> int | None:
    return int(word) if word else None


def _weekday(word: str | None) -> int | None:
    if not word:
        return None
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(word.lower()[:3]))
