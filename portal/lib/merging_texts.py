"""Two people's changes of one formatted text, put together by its blocks: paragraphs, headings, lists, tables.

docs/decisions/0110 says why by blocks, and when people are asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final, Literal

from merge3 import Merge3

from portal.lib.richtext import CleanHTML, clean

BLOCKS: Final = frozenset(
    {"h2", "h3", "h4", "p", "blockquote", "figure", "ul", "ol", "dl", "table", "div", "hr"}
)
WITHOUT_END: Final = frozenset({"br", "img", "hr", "col", "wbr"})
# Editors wrap what stands in entries and cells into paragraphs, or unwrap it: no difference to a reader.
WRAPPED: Final = re.compile(
    r"(?P<start><(?:li|t[dh]|dd|blockquote)\b[^>]*>)<p>"
    r"|</p>(?=</(?:li|t[dh]|dd|blockquote)>|<[uo]l\b)"
)

Side = Literal["mine", "theirs", "both"]


@dataclass(frozen=True)
class Kept:
    """A stretch that is certain, and whose it is: ``mine`` or ``theirs`` where only that one changed it."""

    text: str
    whose: Side


@dataclass(frozen=True)
class Conflict:
    """A stretch that both changed, each in another way. What one took out is empty."""

    before: str
    mine: str
    theirs: str

    def chosen(self, side: str) -> str:
        """``both``, or anything unheard of, keeps the words of both: nothing is lost by a mistake."""
        return {"mine": self.mine, "theirs": self.theirs}.get(side, self.theirs + self.mine)


@dataclass(frozen=True)
class Merged:
    """A text in stretches, in their order, and the others' text that it was made with."""

    pieces: tuple[Kept | Conflict, ...]
    theirs: str

    @property
    def conflicts(self) -> list[Conflict]:
        return [piece for piece in self.pieces if isinstance(piece, Conflict)]

    @property
    def is_clean(self) -> bool:
        return not self.conflicts

    @property
    def holds_theirs(self) -> bool:
        """Whether somebody else changed anything of it."""
        return any(isinstance(one, Conflict) or one.whose == "theirs" for one in self.pieces)

    def resolved(self, sides: Sequence[str] = ()) -> CleanHTML:
        """The whole text, with a side chosen for each conflict in turn; without a choice both are kept."""
        wanted = iter(sides)
        return clean(
            "".join(
                piece.text if isinstance(piece, Kept) else piece.chosen(next(wanted, "both"))
                for piece in self.pieces
            )
        )


def merge(*, base: str, mine: str, theirs: str) -> Merged:
    """What became of ``base`` by two people. Stretches that one left alone are the other's; the rest is a conflict."""
    texts = [blocks(clean(text)) for text in (base, mine, theirs)]
    return Merged(tuple(_pieces(*texts)), theirs)


def blocks(html: str) -> list[str]:
    """The top-level elements of a cleaned text; words and inline elements between them make one block together."""
    reading = _Blocks()
    reading.feed(html)
    reading.close()
    reading.end_block()
    return reading.found


def _pieces(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Kept | Conflict]:
    base_keys, my_keys, their_keys = ([*map(_key, text)] for text in (base, mine, theirs))
    for kind, *places in Merge3(base_keys, my_keys, their_keys).merge_regions():
        first, last, *others = (place or 0 for place in places)
        if kind == "conflict":
            mine_from, mine_to, theirs_from, theirs_to = others
            yield from _apart(
                base[first:last], mine[mine_from:mine_to], theirs[theirs_from:theirs_to]
            )
        elif kind == "b":
            yield Kept("".join(theirs[first:last]), "theirs")
        else:
            text = base if kind == "unchanged" else mine
            yield Kept("".join(text[first:last]), "mine" if kind == "a" else "both")


def _apart(before: list[str], mine: list[str], theirs: list[str]) -> Iterator[Kept | Conflict]:
    """A stretch of neighbouring changes, block by block where each block has its counterparts in the same place."""
    if not _stands_in_step(before, mine, theirs):
        yield Conflict("".join(before), "".join(mine), "".join(theirs))
        return
    for block, my_block, their_block in zip(before, mine, theirs, strict=True):
        if _key(my_block) == _key(their_block):
            yield Kept(my_block, "both")
        elif _key(my_block) == _key(block):
            yield Kept(their_block, "theirs")
        elif _key(their_block) == _key(block):
            yield Kept(my_block, "mine")
        else:
            yield Conflict(block, my_block, their_block)


def _stands_in_step(before: list[str], *changed: list[str]) -> bool:
    """As many blocks on each side, and none of those that stayed has moved."""
    keys = [_key(block) for block in before]
    return all(
        len(text) == len(before)
        and all(key not in keys or keys[place] == key for place, key in enumerate(map(_key, text)))
        for text in changed
    )


def _key(block: str) -> str:
    """The same for blocks that read the same."""
    return " ".join(WRAPPED.sub(lambda found: found["start"] or "", block).split())


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._written: list[str] = []
        self._depth = 0

    def end_block(self) -> None:
        block = "".join(self._written).strip()
        if block:
            self.found.append(block)
        self._written = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - written as it came
        if not self._depth and tag in BLOCKS:
            self.end_block()
        self._written.append(self.get_starttag_text() or "")
        self._depth += tag not in WITHOUT_END

    def handle_endtag(self, tag: str) -> None:
        self._written.append(f"</{tag}>")
        self._depth = max(0, self._depth - 1)
        if not self._depth and tag in BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        self._written.append(data)

    def handle_entityref(self, name: str) -> None:
        self._written.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._written.append(f"&#{name};")
