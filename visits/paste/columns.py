"""Which column of a table holds what: as its first row says, or as its cells show."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from portal.lib.names import fold
from visits.paste.days import leading_day
from visits.paste.parts import looks_like_place
from visits.paste.rows import Frame
from visits.paste.times import minutes_at, span_at
from visits.paste.words import COLUMNS, TRACKS

# By column: the field, and the heading where the field is not one of an item.
Columns = dict[int, tuple[str, str]]

_ASIDE: Final = re.compile(r"[(\[][^)\]]{0,40}[)\]]")
# Of those the first stands, the others add to the description.
ONCE: Final = frozenset({"day", "hours", "starts", "ends", "minutes", "title", "kind"})
LONGEST_HEADING: Final = 40


def named(cells: Sequence[str]) -> Columns | None:
    """The columns, if this row names them: a title or a time among at least two that are understood."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > LONGEST_HEADING or ":" in cell[:-1] for cell in filled):
        return None
    found: Columns = {}
    for number, cell in enumerate(cells):
        if cell:
            name = _name(cell)
            is_twice = name in ONCE and any(name == other for other, _ in found.values())
            found[number] = ("description", cell) if name is None or is_twice else (name, cell)
    found = _as_tracks(found)
    names = {name for name, _ in found.values()}
    has_time = bool(names & {"hours", "starts"})
    known = sum(_name(cell) is not None for cell in filled)
    has_titles = bool(names & {"title", "parallel"})
    return (
        found
        if (has_time and (known > 1 or "parallel" in names)) or (has_titles and known > 1)
        else None
    )


def shown(rows: Sequence[Sequence[str]], frame: Frame) -> Columns:
    """The columns as their cells show them: times, days, then the title; streets and rooms; the rest describes."""
    width = max(map(len, rows))
    filled = {
        number: [cells[number] for cells in rows if number < len(cells) and cells[number]]
        for number in range(width)
    }
    found: Columns = {}
    for number, cells in filled.items():
        if name := _shown(cells, frame, found):
            found[number] = (name, "")
    rest = [number for number in range(width) if number not in found and filled[number]]
    titles = max(
        rest, key=lambda number: (len(filled[number]) * 2 >= len(rows), -number), default=None
    )
    for number in rest:
        is_place = number != titles and _share(filled[number], looks_like_place) > 0.5
        found[number] = (
            "title" if number == titles else "place" if is_place else "description",
            "",
        )
    return found


def _shown(cells: Sequence[str], frame: Frame, found: Mapping[int, tuple[str, str]]) -> str | None:
    def is_day(cell: str) -> bool:
        return leading_day(cell, frame, in_column=True) is not None

    if not cells:
        return None
    names = {name for name, _ in found.values()}
    if _share(cells, _is_time) > 0.5:
        name = "ends" if "hours" in names else "hours"
    elif _share(cells, is_day) > 0.5:
        name = "day"
    elif _share(cells, _is_length) > 0.5:
        name = "minutes"
    else:
        return None
    return None if name in names else name


def _is_time(cell: str) -> bool:
    return span_at(cell, in_column=True) is not None


def _is_length(cell: str) -> bool:
    length = minutes_at(cell)
    return length is not None and length[1] == len(cell)


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    """How many of the first cells it holds for: of all of them 1."""
    looked_at = cells[:40]
    return sum(map(holds, looked_at)) / len(looked_at)


def _name(cell: str) -> str | None:
    """What a heading means: the whole of it, or what stands before a stroke or a bracket."""
    plain = _ASIDE.sub(" ", cell)
    words = [fold(plain), fold(cell), *map(fold, plain.split("/")), *map(fold, plain.split("&"))]
    return next((name for word in words for name, meant in COLUMNS.items() if word in meant), None)


def _as_tracks(found: Columns) -> Columns:
    """Several columns like "Track A" and "Track B" are titles of items that run beside each other."""
    tracks = [
        number
        for number, (_, cell) in found.items()
        if (words := fold(cell).split()) and len(words) > 1 and words[0] in TRACKS
    ]
    if len(tracks) < 2:
        return found
    return found | {number: ("parallel", found[number][1]) for number in tracks}
