"""The table in which a pasted agenda is corrected, and what its page says above it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import ngettext

from visits.forms.pasted_rows import TypedRow, warn_of_days
from visits.manage.paste.cells import Cells, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from visits.manage.paste.standing import Standing

# The order of the cells of a row.
CELLS = (
    "keep",
    "on",
    "starts",
    "ends",
    "kind",
    "title",
    "place",
    "speakers",
    "track",
    "description",
    "",
)


@dataclass
class Table:
    """``rows`` with what is said of them; ``headings`` by day; ``trouble`` is why nothing was written."""

    rows: list[TypedRow]
    days: tuple[date, ...]
    headings: dict[str, str]
    standing: Standing
    replaces: bool = False
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        warn_of_days(self.rows, self.days)

    @property
    def cells(self) -> Iterator[tuple[TypedRow, Cells]]:
        columns = Columns(self.choices)
        return ((row, columns.of(row)) for row in self.rows)

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """The days that a row may be put on: the meeting's, and all that were read. None where there are no days."""
        read = {on for row in self.rows if (on := row.planned_on)}
        chosen = sorted({*self.days, *read}) if self.days else []
        return [(f"{day:%Y-%m-%d}", date_format(day, "D j M")) for day in chosen]

    @cached_property
    def headed(self) -> list[tuple[str, str, str]]:
        """The headings of days: the date, its name, and the words."""
        return [
            (on, date_format(date.fromisoformat(on), "l j F"), words)
            for on, words in sorted(self.headings.items())
        ]

    @property
    def items(self) -> list[TypedRow]:
        return [row for row in self.rows if row.is_item]

    @property
    def left(self) -> list[TypedRow]:
        return [row for row in self.rows if not row.is_item]

    @property
    def errors(self) -> list[tuple[TypedRow, str, str]]:
        return _said(self.rows, "errors")

    @property
    def notes(self) -> list[tuple[TypedRow, str, str]]:
        return _said(self.items, "notes")

    @property
    def understood(self) -> str:
        """ "20 items on 2 days"."""
        days = len({row.on for row in self.items if row.on})
        items = ngettext("%(number)d item", "%(number)d items", len(self.items)) % {
            "number": len(self.items)
        }
        said = ngettext("%(items)s on %(number)d day", "%(items)s on %(number)d days", days)
        return said % {"items": items, "number": days}


def _said(rows: list[TypedRow], name: str) -> list[tuple[TypedRow, str, str]]:
    """Each sentence with its row and cell, in the order of the page."""
    found = []
    for row in rows:
        sentences: Mapping[str, str] = getattr(row, name)
        found += [(row, cell or "title", sentences[cell]) for cell in CELLS if cell in sentences]
    return found
