"""An understanding as plain values, as the expectations beside the archive pages write it."""

from collections.abc import Sequence
from typing import Any

from visits.archive import Fact, Understanding
from visits.archive.facts import Bullets, KnownCity, NextMeeting, ProgrammeItem, Table


def summary(read: Understanding) -> dict[str, Any]:
    """Return what an expectation says; what is empty is left out."""
    said: dict[str, Any] = {
        "groups": _values(read.groups),
        "each group apart": _value(read.apart),
        "forum": _value(read.forum),
        "title": _value(read.title),
        "kind": _value(read.kind),
        "mode": _value(read.mode),
        "first day": _value(read.starts_on),
        "last day": _value(read.ends_on),
        "hosts": _values(read.hosts),
        "visiting": _values(read.visiting),
        "report": [_shape(fact.value) for fact in read.report],
        "agenda": [_item(fact.value) for fact in read.programme],
        "next meeting": _next(read.next_meeting.value) if read.next_meeting else None,
        "documents": [[fact.value.name, str(fact.value.kind)] for fact in read.documents],
        "contact": [read.contact.value.name, *read.contact.value.details] if read.contact else None,
        "problems": [f"{problem.about}: {problem.reason}" for problem in read.problems],
        "not used": [line.text for line in read.unused],
        "names a meeting": read.names_a_meeting,
    }
    return {name: value for name, value in said.items() if value not in (None, [])}


def _next(meeting: NextMeeting) -> dict[str, Any]:
    month = meeting.month.value if meeting.month else None
    said: dict[str, Any] = {
        "hosts": _values(meeting.hosts),
        "first day": _value(meeting.starts_on),
        "last day": _value(meeting.ends_on),
        "month": f"{month.year}-{month.month:02}" if month else None,
        "mode": _value(meeting.mode),
        "note": _value(meeting.note),
    }
    return {name: value for name, value in said.items() if value not in (None, [])}


def _item(item: ProgrammeItem) -> str:
    hours = f"{item.on} {item.starts:%H:%M}-{item.ends:%H:%M}"
    beside = ", ".join(part for part in (item.kind, item.place, item.group) if part)
    return f"{hours} {item.title} ({beside})"


def _shape(block: object) -> str:
    """A paragraph by its first words, lists and tables by their size."""
    if isinstance(block, Bullets):
        return f"list of {len(block.items)}: {block.items[0]}"
    if isinstance(block, Table):
        size = f"{len(block.rows)} x {len(block.rows[0])}"
        return f"table {size}{' with head' if block.has_head else ''}"
    return " ".join(str(block).split()[:6])


def _values(facts: Sequence[Fact[Any]]) -> list[str]:
    return [_spoken(fact.value) for fact in facts]


def _value(fact: Fact[Any] | None) -> str | None:
    return _spoken(fact.value) if fact else None


def _spoken(value: object) -> str:
    return value.name if isinstance(value, KnownCity) else str(value)
