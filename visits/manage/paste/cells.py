"""One cell of the table in which a pasted agenda is corrected: its label, its value, its choices, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from visits.models import AgendaItem
from visits.paste.rows import Keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visits.forms.pasted_rows import TypedRow

Options = list[tuple[str, str]]

TEXTS: Final = frozenset({"title", "place", "speakers", "description"})


@dataclass(frozen=True)
class Cell:
    """``note`` asks to be looked at, ``error`` is in the way of writing; where both are, the error is shown."""

    name: str
    number: int
    label: str
    value: str
    options: Options
    error: str = ""
    note: str = ""
    is_date: bool = False

    @property
    def id(self) -> str:
        return f"{self.name}-{self.number}"

    @property
    def is_text(self) -> bool:
        return self.name in TEXTS

    @property
    def said(self) -> str:
        return self.error or self.note


@dataclass(frozen=True)
class Cells:
    """A row's cells: those in its line, and those below that few items need."""

    main: Sequence[Cell]
    more: Sequence[Cell]


class Columns:
    """The cells of row after row; ``days`` are what may be chosen, none where any date may be typed."""

    def __init__(self, days: Options) -> None:
        self.days = days
        self.kinds = [(str(value), str(label)) for value, label in AgendaItem.Kind.choices]
        self.keeps = [
            (str(Keep.ITEM), _("Add")),
            (str(Keep.ABOVE), _("To the item above")),
            (str(Keep.LEAVE), _("Leave out")),
        ]
        self.labels = {
            "on": _("Day"),
            "starts": _("Start"),
            "ends": _("End"),
            "kind": _("Kind"),
            "title": _("Title"),
            "place": _("Place"),
            "speakers": _("Speakers"),
            "description": _("Description"),
            "track": _("Track"),
        }

    def of(self, row: TypedRow) -> Cells:
        keep = self._cell(row, "keep", _("Row %(number)d") % {"number": row.number}, self.keeps)
        days = [("", "–"), *self.days] if self.days and not row.on else self.days
        choices = {"on": days, "kind": self.kinds}
        names = ("on", "starts", "ends", "kind", "title", "place", "speakers")
        main = [self._cell(row, name, self.labels[name], choices.get(name, [])) for name in names]
        more = [self._cell(row, name, self.labels[name], []) for name in ("description", "track")]
        return Cells([keep, *main], more)

    def _cell(self, row: TypedRow, name: str, label: str, options: Options) -> Cell:
        return Cell(
            name=name,
            number=row.number,
            label=label,
            value=getattr(row, name),
            options=options,
            error=row.errors.get(name, ""),
            note=row.notes.get(name, "") if row.is_item else "",
            is_date=name == "on" and not options,
        )
