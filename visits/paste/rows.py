"""What a pasted agenda is read into: rows to correct, and what is to be looked at in each."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from visits.archive.facts import ItemKind


class Keep(StrEnum):
    """What becomes of a row: an item, words for the item above it, or nothing."""

    ITEM = "item"
    ABOVE = "above"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about one field of a row; "" is the row as a whole."""

    field: str
    sentence: str


@dataclass(slots=True)
class Row:
    """One item as it was understood; what was not understood is a row too, which begins as left out.

    ``minutes`` is how long it lasts where that is written instead of an end.
    """

    title: str = ""
    on: date | None = None
    starts: time | None = None
    ends: time | None = None
    minutes: int | None = None
    kind: ItemKind = ItemKind.SESSION
    place: str = ""
    speakers: str = ""
    track: str = ""
    description: str = ""
    keep: Keep = Keep.ITEM
    notes: list[Note] = field(default_factory=list)

    def note(self, name: str, sentence: str) -> None:
        self.notes.append(Note(name, sentence))

    def describe(self, words: str) -> None:
        """Add a line to the description."""
        self.description = f"{self.description}\n{words}".strip()

    def speak(self, words: str) -> None:
        """Add speakers."""
        self.speakers = "; ".join(filter(None, [self.speakers, words]))


@dataclass(frozen=True, slots=True)
class Frame:
    """What the meeting says of every row: its days, perhaps none, and the day where the text names none."""

    days: tuple[date, ...] = ()
    on: date | None = None

    @property
    def first(self) -> date | None:
        return self.on or (self.days[0] if self.days else None)


@dataclass(slots=True)
class Reading:
    """All rows in their order, and the words that became times, days, columns or labels.

    ``refused`` says in a sentence why nothing was read.
    """

    rows: list[Row] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    headings: dict[date, str] = field(default_factory=dict)
    refused: str = ""
    is_table: bool = False
    names_days: bool = False

    @property
    def items(self) -> list[Row]:
        return [row for row in self.rows if row.keep is Keep.ITEM]
