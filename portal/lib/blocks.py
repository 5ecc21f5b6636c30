"""A formatted text as blocks of words: how they are put in order, so that what is written reads the same again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

LISTS: Final = frozenset({"ul", "ol"})
HEADINGS: Final = frozenset({"h2", "h3", "h4"})
# What holds words and no other blocks; the one without a name is words that no tag of theirs encloses.
WORDS: Final = frozenset({"", "p", "dt", "caption", "figcaption", *HEADINGS})
# What stands on a page with nothing in it: cells keep their column.
MAY_BE_EMPTY: Final = frozenset({"td", "th", "img"})
# Words without links and stress: what describes a table or a picture is edited as plain words.
PLAIN: Final = frozenset({"caption", "figcaption"})
GAPS: Final = re.compile("[ \xa0]*\n[ \xa0]*|[ \xa0]{2,}")
EMPTY_LINES: Final = re.compile("\n{2,}")


class Marks(NamedTuple):
    """What is special about some words."""

    href: str = ""
    is_bold: bool = False
    is_italic: bool = False


NO_MARKS: Final = Marks()


class Run(NamedTuple):
    """Words with the same marks; a line break among them is one on the page."""

    words: str
    marks: Marks = NO_MARKS


class Numbered(NamedTuple):
    """A paragraph that a word processor numbers, or gives a bullet: how deep, and with which sign."""

    level: int
    sign: str

    @property
    def tag(self) -> str:
        return "ol" if re.match(r"\(?(?:\d+|[A-Za-z]|[ivxlcdm]+)[.)]", self.sign) else "ul"

    @property
    def start(self) -> dict[str, str]:
        """Where the count begins, when not at one."""
        number = re.match(r"\(?(\d{1,3})[.)]", self.sign)
        return {"start": number[1]} if number and int(number[1]) > 1 else {}


@dataclass
class Block:
    """Words, or other blocks. ``is_implied`` when no tag of its own opened it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    numbered: Numbered | None = None
    is_implied: bool = False


def settle(block: Block) -> None:
    """Put what is within *block* in order: no empty blocks, gaps or stray words; lists that go on are one."""
    settled: list[Block] = []
    for child in block.blocks:
        settled += _words(child) if child.tag in WORDS else _settled(child)
    block.blocks = list(_joined(_listed(settled)))
    if any(part.tag != "caption" for part in block.blocks) and block.tag == "table":
        _head(block)


def _settled(block: Block) -> list[Block]:
    if block.tag == "figure":
        picture, *captions = block.blocks
        block.blocks = [picture, *(words for each in captions for words in _words(each))]
        return [block]
    settle(block)
    if block.tag == "table" and all(part.tag == "caption" for part in block.blocks):
        return [Block("p", runs=caption.runs) for caption in block.blocks]
    return [block] if block.blocks or block.tag in MAY_BE_EMPTY else []


# Words ---------------------------------------------------------------------------------------------


def _words(block: Block) -> list[Block]:
    """The block without gaps; as several where an empty line was a paragraph's end; none if nothing is said."""
    runs = _without_gaps(block.runs)
    if block.tag in HEADINGS:
        runs = [Run(words, marks._replace(is_bold=False)) for words, marks in runs]
    elif block.tag in PLAIN:
        runs = [Run(words) for words, _ in runs]
    may_part = block.tag in {"", "p"} and block.numbered is None
    parts = _parted(runs) if may_part else [_with_single_lines(runs)]
    settled = [_marked(part) for part in parts]
    return [
        Block(block.tag, block.attributes, [], part, block.numbered) for part in settled if part
    ]


def _without_gaps(runs: Iterable[Run]) -> list[Run]:
    """Runs of spaces are one, also across marks; one that may not break stays when it stands alone."""
    kept: list[Run] = []
    written = "\n"
    for words, marks in runs:
        text = GAPS.sub(lambda gap: "\n" if "\n" in gap[0] else " ", words)
        if written[-1:] == "\n":
            text = text.lstrip(" \xa0")
        elif written[-1:] in {" ", "\xa0"} and text[:1] in {" ", "\xa0", "\n"}:
            text = _closed(kept, text)
        if text:
            kept.append(Run(text, marks))
            written = text
    return kept


def _closed(kept: list[Run], text: str) -> str:
    """The gap at the end of what is kept goes on in *text*: one space of both, or the line break alone."""
    last = kept.pop()
    before, rest = last.words.rstrip(" \xa0"), text.lstrip(" \xa0")
    if rest[:1] == "\n":
        if before:
            kept.append(Run(before, last.marks))
        return rest
    kept.append(Run(f"{before} ", last.marks))
    return rest


def _parted(runs: Iterable[Run]) -> list[list[Run]]:
    parts: list[list[Run]] = [[]]
    for words, marks in _with_lines_whole(runs):
        first, *others = EMPTY_LINES.split(words)
        parts[-1].append(Run(first, marks))
        parts += [[Run(other, marks)] for other in others]
    return parts


def _with_lines_whole(runs: Iterable[Run]) -> Iterator[Run]:
    """Line breaks that follow each other across marks stand in one run."""
    waiting = Run("")
    for words, marks in runs:
        rest = words.lstrip("\n")
        if not waiting.words.endswith("\n") or rest == words:
            yield waiting
            waiting = Run(words, marks)
            continue
        waiting = Run(waiting.words + "\n" * (len(words) - len(rest)), waiting.marks)
        if rest:
            yield waiting
            waiting = Run(rest, marks)
    yield waiting


def _with_single_lines(runs: Iterable[Run]) -> list[Run]:
    return [Run(EMPTY_LINES.sub("\n", words), marks) for words, marks in _with_lines_whole(runs)]


def _marked(runs: list[Run]) -> list[Run]:
    """Without spaces at the ends; neighbours with the same marks are one; a space alone is not stressed."""
    trimmed = _merged(_trimmed(runs))
    around = [Run(""), *trimmed, Run("")]
    for (index, run), (before, after) in zip(
        enumerate(trimmed), zip(around, around[2:], strict=False), strict=True
    ):
        if run.marks != NO_MARKS and not run.words.strip(" \xa0\n"):
            same = before.marks == after.marks and before.words and after.words
            trimmed[index] = Run(run.words, before.marks if same else NO_MARKS)
    return _merged(trimmed)


def _trimmed(runs: list[Run]) -> list[Run]:
    left = [run for run in runs if run.words]
    while left and not (first := left[0].words.lstrip(" \xa0\n")):
        left.pop(0)
    if left:
        left[0] = Run(first, left[0].marks)
    while left and not (last := left[-1].words.rstrip(" \xa0\n")):
        left.pop()
    if left:
        left[-1] = Run(last, left[-1].marks)
    return left


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].marks == run.marks:
            merged[-1] = Run(merged[-1].words + run.words, run.marks)
        else:
            merged.append(run)
    return merged


# Lists and tables ----------------------------------------------------------------------------------


def _listed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Numbered paragraphs that follow each other become lists, by their levels."""
    open_lists: list[tuple[int, Block]] = []
    for block in blocks:
        if block.numbered is None:
            open_lists.clear()
            yield block
            continue
        level, tag = block.numbered.level, block.numbered.tag
        while open_lists and (
            open_lists[-1][0] > level
            or (open_lists[-1][0] == level and open_lists[-1][1].tag != tag)
        ):
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            begun = Block(tag, block.numbered.start if tag == "ol" else {})
            if open_lists:
                open_lists[-1][1].blocks[-1].blocks.append(begun)
            else:
                yield begun
            open_lists.append((level, begun))
        open_lists[-1][1].blocks.append(Block("li", blocks=[Block("", runs=block.runs)]))


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """A list that is followed by its continuation is one list: some programs write each entry as a list of its own."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None and _goes_on(waiting, block):
            waiting.blocks += block.blocks
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting


def _goes_on(first: Block, second: Block) -> bool:
    if first.tag != second.tag or first.tag not in LISTS:
        return False
    if first.tag == "ul":
        return True
    return second.attributes.get("start") == str(
        int(first.attributes.get("start", 1)) + len(first.blocks)
    )


def _head(table: Block) -> None:
    """A first row of heads alone is the table's head; heads say whether they stand above a column or before a row."""
    sections = [part for part in table.blocks if part.tag != "caption"]
    first = sections[0]
    is_head = first.tag == "tbody" and all(cell.tag == "th" for cell in first.blocks[0].blocks)
    if is_head and (len(first.blocks) > 1 or len(sections) > 1):
        head = Block("thead", blocks=[first.blocks.pop(0)])
        at = table.blocks.index(first)
        table.blocks[at : at + 1] = [head, first] if first.blocks else [head]
    for section in table.blocks:
        for row in section.blocks:
            _say_scope(section, row)


def _say_scope(section: Block, row: Block) -> None:
    cells = row.blocks
    if section.tag == "thead":
        for cell in cells:
            cell.tag = "th"
            cell.attributes.setdefault("scope", "col")
    elif any(cell.tag == "td" for cell in cells):
        for cell, _after in pairwise([*cells, Block("")]):
            if cell.tag != "th":
                break
            cell.attributes.setdefault("scope", "row")
