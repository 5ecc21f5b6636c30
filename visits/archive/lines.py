"""A page as numbered lines, and passages that remember which lines their words stand on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LINE_END: Final = re.compile(r"\r\n|\r|\n")
# But not within "12. October".
SENTENCE_END: Final = re.compile(
    r"(?<=[.!?…])[”’\"')\]]*(?!(?<=\d\.)\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
    r"\s+(?=[“‘\"'(\[]?[^\W_])"
)
# The last two are what Word's own bullets become in plain text.
BULLET: Final = re.compile("[•·▪◦‣*–\uf0b7\uf0a7-]\\s+")
COLUMN_GAP: Final = re.compile(r"[ \N{NO-BREAK SPACE}]{3,}")
# What opens an item of a list is no cell, though Word sets a tab after it.
OPENS_AN_ITEM: Final = re.compile("[•·▪◦‣*–\uf0b7\uf0a7-]|(?:\\d{1,2}|[A-Za-z])[.)]")

# Invisible signs: zero width space, byte order mark, soft hyphen, direction marks and overrides.
INVISIBLE: Final = re.compile("[\u200b\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Control signs cannot be printed or stored; lone surrogates cannot even be encoded.
CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
SURROGATE: Final = re.compile("[\ud800-\udfff]")

# A page is taken as wrapped by hand when no line is longer than this and several come close to it.
WRAPPED_WIDTH: Final = 100
NEARLY_FULL: Final = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page as it was numbered there (from 1), its whitespace tidied; a row also in cells."""

    number: int
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a page; `places` says from which offset on they stand on which line; a row has `cells`."""

    text: str
    places: tuple[tuple[int, int], ...]
    cells: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """The numbers of the lines these words stand on."""
        return tuple(number for _, number in self.places)

    def cut(self, start: int, end: int) -> "Passage":
        """Return the words from *start* to *end* without the spaces around them."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        before = [number for offset, number in self.places if offset <= start][-1:]
        within = [
            (offset - start, number) for offset, number in self.places if start < offset < end
        ]
        return Passage(self.text[start:end], (*((0, number) for number in before), *within))

    def sentences(self) -> Iterator["Passage"]:
        """Cut the passage into its sentences."""
        start = 0
        for end in SENTENCE_END.finditer(self.text):
            yield self.cut(start, end.end())
            start = end.end()
        if start < len(self.text):
            yield self.cut(start, len(self.text))


def tidied(text: str) -> str:
    """Return *text* with single spaces and without signs that cannot be seen or stored."""
    text = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", INVISIBLE.sub("", text))
    return " ".join(CONTROL.sub(" ", text).split())


def numbered(text: str) -> list[Line]:
    """Return the lines of *text*, also the empty ones, counted as an editor counts them."""
    return [
        Line(number, tidied(line), cells_of(line))
        for number, line in enumerate(LINE_END.split(text), start=1)
    ]


def cells_of(line: str) -> tuple[str, ...]:
    """Return the cells of a row, also its empty ones: parted by tabs, bars or three spaces. Other lines have none."""
    line = line.rstrip()
    if "\t" in line:
        parts = line.split("\t")
    elif "|" in line:
        parts = line.strip().removeprefix("|").removesuffix("|").split("|")
    else:
        parts = COLUMN_GAP.split(line.strip())
    cells = tuple(tidied(part) for part in parts)
    filled = [cell for cell in cells if cell]
    is_row = len(filled) > 1 and not OPENS_AN_ITEM.fullmatch(filled[0])
    return cells if is_row else ()


def passages(lines: list[Line]) -> list[Passage]:
    """Return a passage a line; on a page wrapped by hand, a passage a paragraph."""
    wrapped = _is_wrapped(lines)
    found: list[list[Line]] = []
    previous: Line | None = None
    for line in lines:
        if (
            line.text
            and wrapped
            and previous
            and _goes_on(previous, line, is_first=len(found) == 1)
        ):
            found[-1].append(line)
        elif line.text:
            found.append([line])
        previous = line if line.text else None
    return [_joined(parts) for parts in found]


def _is_wrapped(lines: list[Line]) -> bool:
    nearly_full = sum(len(line.text) > NEARLY_FULL for line in lines)
    return nearly_full > 3 and all(len(line.text) <= WRAPPED_WIDTH for line in lines)


def _goes_on(previous: Line, line: Line, *, is_first: bool) -> bool:
    # The first line is the title: it is never continued, and nor is a row of a table.
    if previous.cells or line.cells:
        return False
    return not is_first and len(previous.text) > NEARLY_FULL and not BULLET.match(line.text)


def _joined(parts: list[Line]) -> Passage:
    places, offset = [], 0
    for part in parts:
        places.append((offset, part.number))
        offset += len(part.text) + 1
    cells = parts[0].cells if len(parts) == 1 else ()
    return Passage(" ".join(part.text for part in parts), tuple(places), cells)
