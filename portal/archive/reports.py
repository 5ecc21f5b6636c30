"""What became of many pages, as text to read and as JSON to work with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from portal.archive.outcome import Outcome, Result
from visits.archive import Fact, KnownCity, Understanding
from visits.archive.explanation import explain
from visits.archive.lines import tidied

if TYPE_CHECKING:
    from portal.archive.folder import Page

Done = Sequence[tuple["Page", Outcome]]
# These say what was not understood, and stand apart.
NOT_UNDERSTOOD = frozenset({"problems", "unused"})


def counted(done: Done, *, is_dry_run: bool) -> str:
    """One sentence: "14 pages: 12 new, 2 not imported"."""
    counts = Counter(outcome.result for _, outcome in done)
    named = ", ".join(f"{counts[result]} {result}" for result in Result if counts[result])
    pages = "1 page" if len(done) == 1 else f"{len(done)} pages"
    dry = " Dry run: nothing was saved." if is_dry_run else ""
    return f"{pages}: {named or 'nothing to import'}.{dry}"


def said(page: Page, outcome: Outcome) -> str:
    """One line: the file, what became of it, and where its meetings are."""
    return " ".join([page.name + ":", outcome.result, *addresses(outcome)])


def addresses(outcome: Outcome) -> list[str]:
    """The address of each meeting of the page."""
    return [meeting.get_absolute_url() for meeting in outcome.meetings]


def as_text(done: Done, *, is_dry_run: bool) -> str:
    """The count, then every page with each fact and its words, and what was not understood."""
    parts = [counted(done, is_dry_run=is_dry_run)]
    for page, outcome in done:
        told = [*explain(outcome.understanding), *outcome.sentences]
        parts.append("\n".join([said(page, outcome), *(f"  {line}" for line in told)]))
    return "\n\n".join(parts) + "\n"


def as_json(done: Done, *, is_dry_run: bool) -> str:
    """The same for programs: every fact as value, words and lines."""
    counts = Counter(outcome.result.name.lower() for _, outcome in done)
    pages = [_page(page, outcome) for page, outcome in done]
    report = {"is_dry_run": is_dry_run, "results": dict(sorted(counts.items())), "pages": pages}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _page(page: Page, outcome: Outcome) -> dict[str, Any]:
    read = outcome.understanding
    return {
        "file": tidied(str(page.path)),
        "result": outcome.result.name.lower(),
        "addresses": addresses(outcome),
        "sentences": outcome.sentences,
        "understood": dict(_understood(read)),
        "problems": _plain(read.problems),
        "not_used": _plain([{"line": line.number, "text": line.text} for line in read.unused]),
    }


def _understood(read: Understanding) -> Iterator[tuple[str, Any]]:
    for field in fields(read):
        value = getattr(read, field.name)
        if field.name not in NOT_UNDERSTOOD and value not in (None, ()):
            yield field.name, _plain(value)


def _plain(value: object) -> Any:
    """A fact as its value, words and lines; a city as its name; days and hours as ISO 8601."""
    if isinstance(value, Fact):
        return {"value": _plain(value.value), "words": value.words, "lines": list(value.lines)}
    if isinstance(value, KnownCity):
        return value.name
    if is_dataclass(value):
        found = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _plain(part) for name, part in found if part is not None}
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value if isinstance(value, (bool, int)) else str(value)
