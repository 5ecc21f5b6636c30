"""A pasted text as lines, each with its cells where it is a row: parted by tabs, bars or wide gaps."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from visits.archive.lines import OPENS_AN_ITEM, tidied

# Word joiner and the Arabic letter mark, which `tidied` leaves.
_UNSEEN: Final = re.compile("[\u2060\u061c]")
_GAP: Final = re.compile(r"[ \u00a0]{3,}")
_BULLET: Final = re.compile(
    r"(?:[•·▪◦‣*–—●○■□➢➤✓✔►\uf0b7\uf0a7\uf0d8-]|\d{1,2}[.)]|[a-zA-Z][.)])[\s\u00a0]+"
)
_QUOTES: Final = ("> ", ">")
# Lines, blocks and simple shapes, by which rules are drawn.
DRAWN: Final = ("\u2500", "\u25ff")
# So many lines one cell of a sheet may have.
LONGEST_CELL: Final = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a row. ``opening`` is the bullet or number that stood before it; ``has_gap`` an empty line."""

    cells: tuple[str, ...]
    has_gap: bool = False
    table: int = 0
    opening: str = ""

    @property
    def text(self) -> str:
        return " ".join(" ".join(cell.split()) for cell in self.cells if cell)

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]


def clean(text: str) -> str:
    """One cell or line without what cannot be seen; line breaks within it stay."""
    return "\n".join(filter(None, (tidied(_UNSEEN.sub("", line)) for line in text.splitlines())))


def text_lines(text: str) -> list[Line]:
    """The lines of a plain text. It is a table where several lines have cells; else gaps mean nothing."""
    lines: list[Line] = []
    has_gap = False
    for record in _records(text.splitlines()):
        line = _line(record, has_gap=has_gap)
        has_gap = line is None
        if line:
            lines.append(line)
    is_table = sum(len(line.filled) > 1 for line in lines) > 1
    if is_table:
        return [Line(each.cells, each.has_gap, 1, each.opening) for each in lines]
    return [Line((each.text,), each.has_gap, 0, each.opening) for each in lines]


def row(cells: Iterable[str], *, table: int, has_gap: bool = False) -> Line | None:
    """A row of a table, if anything stands in it."""
    cleaned = tuple(clean(cell) for cell in cells)
    return Line(cleaned, has_gap, table) if any(cleaned) else None


def _records(lines: list[str]) -> Iterable[list[str]]:
    """Each line in cells; a cell that Excel wrote in quotation marks may have several lines."""
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        if "\t" not in line:
            yield _parted(line)
            continue
        if _is_open(line):
            ahead = lines[position : position + LONGEST_CELL]
            closing = next(
                (number for number, each in enumerate(ahead) if each.count('"') % 2), None
            )
            if closing is not None:
                line = "\v".join([line, *ahead[: closing + 1]])
                position += closing + 1
        yield [_unquoted(cell).replace("\v", "\n") for cell in line.split("\t")]


def _is_open(line: str) -> bool:
    """Whether the last cell begins with a quotation mark that is not closed."""
    last = line.rpartition("\t")[2]
    return last.startswith('"') and last.count('"') % 2 == 1


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _parted(line: str) -> list[str]:
    """A line without tabs in its cells, if it has any. What opens an item of a list is none."""
    bare = line.strip()
    for quote in _QUOTES:
        bare = bare.removeprefix(quote)
    bullet = _BULLET.match(bare)
    opening, rest = (bullet[0], bare[bullet.end() :]) if bullet else ("", bare)
    if "|" in rest:
        cells = rest.strip().removeprefix("|").removesuffix("|").split("|")
    else:
        cells = _GAP.split(rest)
    return [f"{opening}{cells[0]}", *cells[1:]]


def _line(record: list[str], *, has_gap: bool) -> Line | None:
    cells = [clean(cell) for cell in record]
    opening = ""
    first = next((number for number, cell in enumerate(cells) if cell), None)
    if first is None or not any(sign.isalnum() for cell in cells for sign in cell):
        return Line(tuple(cells), has_gap) if first is not None and _is_said(cells) else None
    if OPENS_AN_ITEM.fullmatch(cells[first]) and sum(map(bool, cells)) > 1:
        opening, cells = cells[first], cells[first + 1 :]
    elif found := _BULLET.match(cells[first]):
        opening, cells[first] = found[0].strip(), cells[first][found.end() :]
    return Line(tuple(cells), has_gap, opening=opening)


def _is_said(cells: list[str]) -> bool:
    """Signs alone are a rule between rows, unless they are pictures: an emoji is something that was said."""
    signs = [sign for cell in cells for sign in cell if unicodedata.category(sign) == "So"]
    return any(not DRAWN[0] <= sign <= DRAWN[1] for sign in signs)
