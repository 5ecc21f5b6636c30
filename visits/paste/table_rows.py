"""One row of a table, cell by cell, into items: usually one, several where tracks stand beside each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.utils.translation import gettext as _

from visits.archive.facts import ItemKind
from visits.paste.columns import Columns
from visits.paste.days import Found, leading_day
from visits.paste.parts import give, kind_named, labelled, split_title
from visits.paste.rows import Frame, Row
from visits.paste.times import minutes_at, span_at


@dataclass
class Cells:
    """What a row holds: its day, its item without title, and titles, each with the track above it."""

    frame: Frame
    row: Row = field(default_factory=Row)
    titles: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    day: Found | None = None
    used: list[str] = field(default_factory=list)
    kind: ItemKind | None = None
    unread: str = ""
    parallel: int = 0

    @property
    def is_item(self) -> bool:
        """Has a time; or, where something else stands in its place or with it, is one whose time is to be asked."""
        if self.row.starts:
            return True
        return bool(self.titles) and bool(self.unread or self.row.place or self.row.speakers)

    @property
    def rest(self) -> str:
        """The words of a row that is none, in one line."""
        parts = [*self.words, *(title for title, _track in self.titles), self.row.description]
        return " ".join(" ".join(filter(None, parts)).split())

    def items(self) -> list[Row]:
        """The items of the row. One title under the first of several tracks is everybody's."""
        if not self.titles:
            self.titles = [(" ".join(self.words), "")]
        elif self.words:
            self.row.describe("\n".join(self.words))
        if len(self.titles) == 1 and self.parallel == 1:
            self.titles = [(self.titles[0][0], "")]
        return [self._item(title, track) for title, track in self.titles]

    def _item(self, title: str, track: str) -> Row:
        row = replace(self.row, notes=list(self.row.notes))
        row.track = track or row.track
        first, *others = title.split("\n")
        self.used += split_title(first, row)
        row.kind = self.kind or row.kind
        for line in others:
            if label := labelled(line):
                give(row, label[0], label[1])
                self.used.append(label[2])
            else:
                row.describe(line)
        if self.unread:
            row.describe(self.unread)
            row.note(
                "starts", _("“%(words)s” is no time that was understood.") % {"words": self.unread}
            )
        return row


def read_cells(cells: Sequence[str], columns: Columns, frame: Frame) -> Cells:
    """Each cell as its column says."""
    found = Cells(frame)
    parallel = [
        number for number, (name, _heading) in sorted(columns.items()) if name == "parallel"
    ]
    for number, cell in enumerate(cells):
        if not cell:
            continue
        name, heading = columns.get(number, ("description", ""))
        if name == "parallel":
            found.titles.append((cell, heading))
            found.parallel += 1 if number == parallel[0] else 2
        else:
            READERS[name](found, cell, heading)
    return found


def _day(found: Cells, cell: str, _heading: str) -> None:
    flat = " ".join(cell.split())
    day = leading_day(flat, found.frame, in_column=True)
    if day is None:
        found.row.describe(cell)
        found.row.note("on", _("“%(words)s” is no day that was understood.") % {"words": flat[:60]})
        return
    found.day = day
    found.used.append(flat[: day.stop])
    if rest := flat[day.stop :].strip():
        _hours(found, rest, "")


def _hours(found: Cells, cell: str, _heading: str) -> None:
    """Times, perhaps with a day before and words behind them; or how long it lasts."""
    flat = " ".join(cell.split())
    if found.day is None and (day := leading_day(flat, found.frame)):
        found.day = day
        found.used.append(flat[: day.stop])
        flat = flat[day.stop :].strip()
    span = span_at(flat, in_column=True)
    if span is None:
        if minutes_at(flat):
            _minutes(found, flat, "")
        elif any(map(str.isalnum, flat)):
            found.unread = flat
        return
    found.row.starts, found.row.ends = span.starts, span.ends or found.row.ends
    found.used.append(flat[: span.stop])
    if rest := flat[span.stop :].strip():
        found.words.append(rest)


def _ends(found: Cells, cell: str, _heading: str) -> None:
    flat = " ".join(cell.split())
    span = span_at(flat, in_column=True)
    if span is None:
        found.row.describe(flat)
        return
    found.row.ends = span.ends or span.starts
    found.used.append(flat[: span.stop])
    if rest := flat[span.stop :].strip():
        found.row.describe(rest)


def _minutes(found: Cells, cell: str, _heading: str) -> None:
    flat = " ".join(cell.split())
    length = minutes_at(flat)
    if length is None and flat.isdecimal() and 0 < int(flat[:4]) < 1440:
        length = (int(flat[:4]), len(flat[:4]))
    if length is None:
        span = span_at(flat, in_column=True)
        length = (span.starts.hour * 60 + span.starts.minute, span.stop) if span else None
    if length is None or not length[0]:
        found.row.describe(flat)
        return
    found.row.minutes = length[0]
    found.used.append(flat[: length[1]])
    if rest := flat[length[1] :].strip():
        found.row.describe(rest)


def _title(found: Cells, cell: str, _heading: str) -> None:
    found.titles.append((cell, ""))


def _place(found: Cells, cell: str, _heading: str) -> None:
    give(found.row, "place", ", ".join(cell.split("\n")))


def _track(found: Cells, cell: str, _heading: str) -> None:
    give(found.row, "track", " ".join(cell.split()))


def _speakers(found: Cells, cell: str, _heading: str) -> None:
    if any(map(str.isalnum, cell)):
        found.row.speak("; ".join(cell.split("\n")))


def _kind(found: Cells, cell: str, _heading: str) -> None:
    found.kind = kind_named(cell)
    if found.kind is None:
        found.row.describe(cell)
    else:
        found.used.append(cell)


def _description(found: Cells, cell: str, heading: str) -> None:
    for line in cell.split("\n"):
        if (label := labelled(line)) and label[0] != "title":
            give(found.row, label[0], label[1])
            found.used.append(label[2])
        else:
            found.row.describe(f"{heading}: {line}" if heading else line)


READERS: Final[Mapping[str, Callable[[Cells, str, str], None]]] = {
    "day": _day,
    "hours": _hours,
    "starts": _hours,
    "ends": _ends,
    "minutes": _minutes,
    "title": _title,
    "place": _place,
    "track": _track,
    "speakers": _speakers,
    "kind": _kind,
    "description": _description,
}
