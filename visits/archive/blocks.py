"""The report's passages put together as it is shown: paragraphs, lists and tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from visits.archive.facts import Block, Bullets, Fact, Table
from visits.archive.lines import BULLET, Passage

# Lines drawn between rows: "----", "====", "+".
RULE: Final = re.compile(r"[-–—=+:\s]*")
# A row of more cells is no row of a table that anybody could read.
MOST_CELLS: Final = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, list or table of the report with its passages, one a row or item."""

    block: Block
    passages: tuple[Passage, ...]

    @property
    def fact(self) -> Fact[Block]:
        """The block with all its words."""
        words = " ".join(passage.text for passage in self.passages)
        return Fact(self.block, words, self.lines)

    @property
    def lines(self) -> tuple[int, ...]:
        """The numbers of all its lines."""
        return tuple(line for passage in self.passages for line in passage.lines)


def parts_of(body: Sequence[Passage]) -> list[Part]:
    """Return paragraphs, lists and tables in their order. One row alone is a paragraph."""
    parts: list[Part] = []
    for shape, run in groupby(body, key=_shape):
        passages = tuple(run)
        if shape is Table and len(passages) > 1:
            parts.append(Part(_table(passages), passages))
        elif shape is Bullets:
            items = tuple(BULLET.sub("", passage.text, count=1) for passage in passages)
            parts.append(Part(Bullets(items), passages))
        else:
            parts += [Part(passage.text, (passage,)) for passage in passages]
    return parts


def rows_of(part: Part) -> list[tuple[Passage, tuple[str, ...]]]:
    """Return the rows of a table with the passage of each, without lines that are only drawn."""
    width = max(len(passage.cells) for passage in part.passages)
    return [
        (passage, passage.cells + ("",) * (width - len(passage.cells)))
        for passage in part.passages
        if not all(RULE.fullmatch(cell) for cell in passage.cells)
    ]


def _shape(passage: Passage) -> type:
    if 0 < len(passage.cells) <= MOST_CELLS:
        return Table
    return Bullets if BULLET.match(passage.text) else str


def _table(passages: tuple[Passage, ...]) -> Table:
    rows = tuple(cells for _, cells in rows_of(Part("", passages)))
    return Table(rows, has_head=_has_head(rows))


def _has_head(rows: Sequence[tuple[str, ...]]) -> bool:
    """The first row names the columns if all its cells are words and figures stand only below."""
    head, *below = rows or [()]
    is_words = all(cell and not _has_figure(cell) for cell in head)
    return is_words and any(_has_figure(cell) for row in below for cell in row)


def _has_figure(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell)
