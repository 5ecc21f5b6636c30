"""Tables that are a programme beyond doubt: columns named, every row with its day, hours and title."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from portal.lib.names import fold
from visits.archive.blocks import Part, rows_of
from visits.archive.dates import WEEKDAYS, NoSuchDays, in_year, mentions, wrong_weekdays
from visits.archive.days import When
from visits.archive.facts import Fact, ItemKind, Problem, ProgrammeItem, Reason, Table
from visits.archive.lines import Passage

COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "day": frozenset({"day", "date"}),
    "hours": frozenset({"time", "times", "hour", "hours"}),
    "starts": frozenset({"start", "starts", "begin", "begins", "from"}),
    "ends": frozenset({"end", "ends", "to", "until"}),
    "title": frozenset(
        {"session", "what", "programme", "topic", "activity", "subject", "item", "title"}
    ),
    "place": frozenset({"room", "rooms", "place", "venue", "where", "location"}),
    "group": frozenset({"group", "groups", "working group", "working groups", "wg"}),
}
FOR_ALL: Final = frozenset({"", "all", "all groups", "everybody", "everyone", "plenary", "joint"})
KINDS: Final = (
    (
        ItemKind.BREAK,
        re.compile(r"(?:(?:coffee|tea)(?: and \w+)?\s)?break\b|coffee\b", re.IGNORECASE),
    ),
    (ItemKind.MEAL, re.compile(r"(?:[\w’'-]+\s){0,2}?(?:lunch|dinner)\b", re.IGNORECASE)),
    (ItemKind.VISIT, re.compile(r"(?:[\w’'-]+\s){0,2}?(?:visit|tour)\b", re.IGNORECASE)),
    (
        ItemKind.TRAVEL,
        re.compile(r"(?:departure|transfer|(?:bus|train|walk|tram) (?:to|from))\b", re.IGNORECASE),
    ),
)
_TIME = r"\d{1,2}(?:[:.h]\d\d|\s?h)?"
HOURS: Final = re.compile(
    rf"(?:from\s)?(?P<starts>{_TIME})\s?(?:[-–—]|to|until)\s?(?P<ends>{_TIME})", re.IGNORECASE
)
NUMBERED_DAY: Final = re.compile(r"day (?P<number>\d\b|one|two|three|four|five)", re.IGNORECASE)
NUMBERS: Final = ("one", "two", "three", "four", "five")
LONGEST_HEADING: Final = 60
LONGEST: Final = {"title": 200, "place": 200, "group": 80}


class NotClear(ValueError):  # noqa: N818 - it is said as a sentence, not as an error
    """Why a table is not turned into a programme."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page's other facts say of every row: the days, and whose items there can be."""

    days: tuple[date, ...]
    groups: tuple[str, ...] = ()


def read_programme(
    parts: Sequence[Part], when: When, groups: Sequence[Fact[str]]
) -> tuple[tuple[Fact[ProgrammeItem], ...], list[Problem]]:
    """Read the programme from all tables of the report, or from none: half a programme is a wrong one.

    *groups* are those of a gathering; there each item is one group's, or everybody's.
    """
    tables = [part for part in parts if isinstance(part.block, Table)]
    frame = Frame(_days(when), tuple(fact.value for fact in groups))
    try:
        return tuple(_items(parts, frame)), []
    except NotClear as reason:
        lines = tuple(line for part in tables for line in part.lines)
        which = "The table was" if len(tables) == 1 else "The tables were"
        sentence = f"{which} not turned into an agenda: {reason} The report keeps what stands there, as a table."
        return (), [Problem("agenda", Reason.AMBIGUOUS, sentence, lines)]


def kind_of(title: str) -> ItemKind:
    """Return what the title's first words say that an item is."""
    return next((kind for kind, words in KINDS if words.match(title)), ItemKind.SESSION)


def _days(when: When) -> tuple[date, ...]:
    if when.starts_on is None or when.ends_on is None:
        return ()
    first, last = when.starts_on.value.toordinal(), when.ends_on.value.toordinal()
    return tuple(date.fromordinal(number) for number in range(first, min(last, first + 31) + 1))


def _items(parts: Sequence[Part], frame: Frame) -> Iterator[Fact[ProgrammeItem]]:
    columns: dict[str, int] = {}
    on: date | None = None
    for part, before in zip(parts, [None, *parts], strict=False):
        if not isinstance(part.block, Table):
            continue
        if not frame.days:
            raise NotClear("the meeting's days are not known.")
        rows = rows_of(part)
        named = _columns(rows[0][1]) if rows else None
        columns, rows = (named, rows[1:]) if named else (columns, rows)
        if not columns:
            raise NotClear("no first row names the columns of hours and sessions.")
        on = _heading(before, frame) or (frame.days[0] if len(frame.days) == 1 else None)
        for passage, cells in rows:
            item = _item(_cells(columns, cells), on, frame, passage.lines[0])
            on = item.on
            yield Fact.of(item, passage)


def _columns(cells: Sequence[str]) -> dict[str, int] | None:
    """Return where each column is, if this row names them all."""
    found = {}
    for number, cell in enumerate(cells):
        name = next((name for name, words in COLUMNS.items() if fold(cell) in words), None)
        if name is None or name in found:
            return None
        found[name] = number
    has_hours = "hours" in found or {"starts", "ends"} <= found.keys()
    return found if has_hours and "title" in found else None


def _cells(columns: dict[str, int], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) > len(columns):
        raise NotClear(f'"{" | ".join(cells)}" has more cells than there are columns.')
    return {name: cells[number] for name, number in columns.items() if number < len(cells)}


def _item(row: dict[str, str], on: date | None, frame: Frame, line: int) -> ProgrammeItem:
    written = row.get("day", "")
    on = _day(written, frame) if written else on
    if on is None:
        raise NotClear(f'which day line {line} is on ("{written}") is not clear.')
    starts, ends = _hours(row, line)
    title, place, group = row["title"], row.get("place", ""), row.get("group", "")
    if not title:
        raise NotClear(f"line {line} has no title.")
    for name, longest in LONGEST.items():
        if len(row.get(name, "")) > longest:
            raise NotClear(f"the {name} in line {line} has more than {longest} signs.")
    return ProgrammeItem(on, starts, ends, title, kind_of(title), place, _group(group, frame))


def _heading(before: Part | None, frame: Frame) -> date | None:
    """Return the day that stands alone above a table."""
    is_short = before and isinstance(before.block, str) and len(before.block) <= LONGEST_HEADING
    return _day(str(before.block), frame) if before and is_short else None


def _day(text: str, frame: Frame) -> date | None:
    """Return the one day of the meeting that a cell or a heading names: by date, weekday or number."""
    dates = _dates(text, frame)
    if dates:
        return dates[0] if len(dates) == 1 and dates[0] in frame.days else None
    if match := NUMBERED_DAY.match(text):
        word = match["number"].lower()
        number = NUMBERS.index(word) + 1 if word in NUMBERS else int(word)
        return frame.days[number - 1] if 0 < number <= len(frame.days) else None
    same = [day for day in frame.days if WEEKDAYS[day.weekday()] == fold(text)]
    return same[0] if len(same) == 1 else None


def _dates(text: str, frame: Frame) -> list[date]:
    found: list[date] = []
    for days in mentions(Passage(text, ())):
        try:
            first, last = in_year(days, days.year or frame.days[0].year)
        except NoSuchDays as reason:
            raise NotClear(f"{reason}") from None
        for sentence in wrong_weekdays(days, first, last):
            raise NotClear(sentence)
        found += dict.fromkeys((first, last))
    return found


def _hours(row: dict[str, str], line: int) -> tuple[time, time]:
    written = row.get("hours") or f"{row.get('starts', '')} - {row.get('ends', '')}"
    match = HOURS.fullmatch(written)
    starts, ends = (_time(match["starts"]), _time(match["ends"])) if match else (None, None)
    if starts is None or ends is None or ends <= starts:
        raise NotClear(f'line {line} does not say from when to when ("{written.strip(" -")}").')
    return starts, ends


def _time(word: str) -> time | None:
    hour, minute = (int(part) for part in re.findall(r"\d+", f"{word} 0")[:2])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _group(written: str, frame: Frame) -> str:
    """Return whose item it is as the page names the group; at a gathering it must be one of its groups."""
    if fold(written) in FOR_ALL:
        return ""
    if not frame.groups:
        return written
    name = re.sub(r"^(?:WG|working group)\s", "", written, flags=re.IGNORECASE)
    same = [group for group in frame.groups if fold(group) == fold(name)]
    if not same:
        raise NotClear(f'"{written}" is none of the groups.')
    return same[0]
