"""What was understood of a page, told line by line for whoever checks it before it is saved."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

from visits.archive.dates import MONTHS, spoken
from visits.archive.facts import (
    Bullets,
    Fact,
    KnownCity,
    Month,
    NextMeeting,
    Problem,
    ProgrammeItem,
    Table,
    Understanding,
)
from visits.archive.lines import Line

LABEL_WIDTH: Final = 16
LONGEST_QUOTE: Final = 160


def explain(understanding: Understanding) -> list[str]:
    """Return a line for every fact with its words, then each problem, then each line not used."""
    return [
        *_meeting(understanding),
        *_report(understanding),
        *(_told("agenda", _item(item.value), item) for item in understanding.programme),
        *_next_meeting(understanding.next_meeting),
        *_documents(understanding),
        *_contact(understanding),
        *(_problem(problem) for problem in understanding.problems),
        *(_unused(line) for line in understanding.unused),
    ]


def _meeting(understanding: Understanding) -> Iterator[str]:
    facts: Sequence[tuple[str, Sequence[Fact[Any] | None]]] = (
        ("group", understanding.groups),
        ("each apart", [understanding.apart]),
        ("forum", [understanding.forum]),
        ("title", [understanding.title]),
        ("kind", [understanding.kind]),
        ("mode", [understanding.mode]),
        ("year", [understanding.year]),
        ("first day", [understanding.starts_on]),
        ("last day", [understanding.ends_on]),
        ("host city", understanding.hosts),
        ("visiting city", understanding.visiting),
    )
    for label, found in facts:
        yield from (_told(label, _spoken(fact.value), fact) for fact in found if fact)


def _next_meeting(announced: Fact[NextMeeting] | None) -> Iterator[str]:
    if announced is None:
        return
    meeting = announced.value
    yield _told("next meeting", "announced", announced)
    facts: Sequence[tuple[str, Sequence[Fact[Any] | None]]] = (
        ("  host city", meeting.hosts),
        ("  first day", [meeting.starts_on]),
        ("  last day", [meeting.ends_on]),
        ("  month", [meeting.month]),
        ("  mode", [meeting.mode]),
        ("  note", [meeting.note]),
    )
    for label, found in facts:
        yield from (_told(label, _spoken(fact.value), fact) for fact in found if fact)


def _report(understanding: Understanding) -> Iterator[str]:
    for fact in understanding.report:
        if isinstance(fact.value, Bullets):
            yield _told("list", f"{len(fact.value.items)} items", fact)
        elif isinstance(fact.value, Table):
            yield _told("table", f"{len(fact.value.rows)} rows", fact)
        else:
            yield _told("paragraph", f"{len(fact.words)} signs", fact)


def _item(item: ProgrammeItem) -> str:
    beside = ", ".join(part for part in (item.kind, item.place, item.group) if part)
    hours = f"{item.starts:%H:%M}-{item.ends:%H:%M}"
    return f"{spoken(item.on)}, {hours}: {item.title} ({beside})"


def _documents(understanding: Understanding) -> Iterator[str]:
    for fact in understanding.documents:
        proposed = f'{fact.value.name}; proposed: {fact.value.kind}, "{fact.value.title}"'
        yield _told("document", proposed, fact)


def _contact(understanding: Understanding) -> Iterator[str]:
    if fact := understanding.contact:
        yield _told("staff contact", "; ".join((fact.value.name, *fact.value.details)), fact)


def _told(label: str, value: str, fact: Fact[Any]) -> str:
    source = (
        f'{_where(fact.lines)}: "{_short(fact.words)}"'
        if fact.lines
        else "as given, not from the page"
    )
    return f"{label:<{LABEL_WIDTH}}{_short(value)}  <- {source}"


def _problem(problem: Problem) -> str:
    where = f" ({_where(problem.lines)})" if problem.lines else ""
    return f"{'? ' + problem.about:<{LABEL_WIDTH}}{problem.reason}: {_short(problem.sentence, 600)}{where}"


def _unused(line: Line) -> str:
    return f'{"not used":<{LABEL_WIDTH}}{_where((line.number,))}: "{_short(line.text)}"'


def _spoken(value: object) -> str:
    if isinstance(value, date):
        return spoken(value)
    if isinstance(value, KnownCity):
        return value.name
    if isinstance(value, Month):
        return f"{MONTHS[value.month - 1].capitalize()} {value.year}"
    if isinstance(value, StrEnum):
        return value.replace("_", " ")
    return str(value)


def _where(lines: Sequence[int]) -> str:
    numbers = sorted(set(lines))
    return f"line{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _short(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Leave out the middle of a long text, and what a terminal would obey instead of print."""
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    if len(text) <= longest:
        return text
    return f"{text[: longest * 2 // 3]} … {text[-longest // 4 :]}"
