"""HTML from anywhere, word processors and web pages among it, read as the blocks that the portal's texts are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from portal.lib import figures
from portal.lib.blocks import HEADINGS, LISTS, NO_MARKS, Block, Marks, Numbered, Run, settle

# Deeper than anybody reads; what is deeper still stands beside.
DEEPEST: Final = 16
SECTIONS: Final = frozenset({"thead", "tbody", "tfoot"})
# Where each part of a table belongs; elsewhere, and in a table within a table, it only parts words.
WITHIN: Final = {
    **dict.fromkeys(SECTIONS, frozenset({"table"})),
    "tr": SECTIONS,
    **dict.fromkeys(("td", "th"), frozenset({"tr"})),
}
PHRASES: Final = frozenset({"a", "b", "strong", "i", "em", "cite", "dfn", "var", "span", "font"})
TEXTS: Final = frozenset({"p", "dt", *(f"h{level}" for level in range(1, 7))})
# All that parts words without being a part of our texts.
BREAKS: Final = frozenset(
    {
        *("div", "section", "article", "header", "footer", "main", "aside", "nav", "address"),
        *("center", "form", "fieldset", "legend", "details", "summary", "figure", "pre"),
    }
)
VOID: Final = frozenset({"br", "hr", "img"})
# What is read of a text beyond what texts are made of.
READ: Final = PHRASES | TEXTS | BREAKS | VOID
NUMBERED: Final = re.compile(r"mso-list:\s*\S+\s+level(\d)", re.IGNORECASE)
SIGN: Final = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
WEIGHT: Final = re.compile(r"(?<![\w-])font-weight:\s*(\w+)", re.IGNORECASE)
SLANT: Final = re.compile(r"(?<![\w-])font-style:\s*(\w+)", re.IGNORECASE)
TITLES: Final = frozenset({"MsoTitle", "MsoSubtitle"})
SPACE: Final = re.compile(r"[ \t\r\n\f]+")
SPACE_IN_LINES: Final = re.compile(r"[ \t\r\f]+")
# Marks that no reader sees, and that editors of other programs leave behind.
UNSEEN: Final = re.compile("[\ufeff\u200b]")


@dataclass(frozen=True)
class _Entry:
    """An element that is open, and what was so before it."""

    tag: str
    depth: int
    marks: Marks
    is_sign: bool
    lines: bool
    figure: Block | None


class Reader(HTMLParser):
    """Reads well-formed HTML; afterwards ``text`` holds it settled, and ``left_out`` counts pictures from elsewhere."""

    def __init__(self, *, has_title: bool) -> None:
        """``has_title``: the text has headings of the first level, so that all of its headings are one deeper here."""
        super().__init__(convert_charrefs=True)
        self.text = Block("text")
        self.left_out = 0
        self._deeper = int(has_title)
        self._open = [self.text]
        self._words: Block | None = None
        self._entries: list[_Entry] = []
        self._marks = NO_MARKS
        self._is_sign = False
        self._has_lines = False
        self._figure: Block | None = None

    def close(self) -> None:
        super().close()
        settle(self.text)

    # Elements ------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in VOID:
            self._void(tag, given)
        elif tag in PHRASES:
            self._enter(tag)
            self._is_sign = self._is_sign or bool(SIGN.search(given.get("style", "")))
            self._marks = _marked(self._marks, tag, given)
        else:
            self._part()
            self._enter(tag)
            self._block(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if not any(entry.tag == tag for entry in self._entries):
            return
        while (entry := self._entries.pop()).tag != tag:
            pass
        self._marks, self._is_sign = entry.marks, entry.is_sign
        self._has_lines, self._figure = entry.lines, entry.figure
        if tag not in PHRASES:
            self._words = None
            del self._open[entry.depth :]

    def _enter(self, tag: str) -> None:
        self._entries.append(
            _Entry(
                tag,
                len(self._open),
                self._marks,
                self._is_sign,
                self._has_lines,
                self._figure,
            )
        )

    def _part(self) -> None:
        """What comes is another block than what was."""
        self._words = None
        while self._open[-1].is_implied:
            self._open.pop()

    # Words ---------------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        words = UNSEEN.sub("", data)
        words = (SPACE_IN_LINES if self._has_lines else SPACE).sub(" ", words)
        if self._is_sign:
            self._note_sign(words)
        elif words and (self._words is not None or words.strip(" \xa0\n")):
            self._say(words)

    def _say(self, words: str) -> None:
        if self._words is None:
            self._words = self._place(Block(""))
        self._words.runs.append(Run(words, self._marks))

    def _note_sign(self, words: str) -> None:
        numbered = self._words and self._words.numbered
        if self._words and numbered and not numbered.sign:
            self._words.numbered = numbered._replace(sign=words.strip(" \xa0"))

    def _void(self, tag: str, given: dict[str, str]) -> None:
        if tag == "hr":
            self._part()
        elif tag == "br" and self._words is not None:
            self._words.runs.append(Run("\n", self._marks))
        elif tag == "img":
            self._picture(given)

    def _picture(self, given: dict[str, str]) -> None:
        shown = figures.shown_by(given)
        if shown is None:
            self.left_out += not figures.is_unseen(given)
            return
        is_within = any(entry.tag == "figure" for entry in self._entries)
        figure = self._place(Block("figure", blocks=[Block("img", shown)]))
        self._figure = figure if is_within else None
        self._part()

    # Blocks --------------------------------------------------------------------------------------

    def _block(self, tag: str, given: dict[str, str]) -> None:
        if tag in TEXTS:
            self._text(tag, given)
        elif tag == "caption":
            self._caption()
        elif tag == "figcaption":
            self._figcaption()
        elif tag in WITHIN:
            self._table_part(tag, given)
        elif tag == "li":
            self._entry()
        elif tag == "figure":
            self._figure = None
        elif tag == "pre":
            self._has_lines = True
        elif tag not in BREAKS:
            self._container(tag, given)

    def _text(self, tag: str, given: dict[str, str]) -> None:
        numbered = NUMBERED.search(given.get("style", ""))
        if tag[1:].isdecimal():
            tag = f"h{min(4, max(2, int(tag[1]) + self._deeper))}"
        elif tag == "p" and TITLES & set(given.get("class", "").split()):
            tag = "h2"
        block = Block(tag)
        if tag == "p" and numbered:
            block.numbered = Numbered(int(numbered[1]) or 1, "")
        self._words = self._place(block)

    def _caption(self) -> None:
        """The first of a table; what says more goes on in it."""
        table = self._open[-1]
        if table.tag != "table":
            return
        if not table.blocks or table.blocks[0].tag != "caption":
            table.blocks.insert(0, Block("caption"))
        self._words = table.blocks[0]
        self._words.runs.append(Run("\n"))

    def _figcaption(self) -> None:
        if self._figure is not None and len(self._figure.blocks) == 1:
            self._words = Block("figcaption")
            self._figure.blocks.append(self._words)

    def _table_part(self, tag: str, given: dict[str, str]) -> None:
        if self._open[-1].tag in WITHIN[tag]:
            self._open.append(self._place(Block(tag, _cell(tag, given))))

    def _entry(self) -> None:
        if self._open[-1].tag not in LISTS:
            if len(self._open) >= DEEPEST:
                return
            self._open.append(self._place(Block("ul")))
        self._open.append(self._place(Block("li")))

    def _container(self, tag: str, given: dict[str, str]) -> None:
        is_within = tag == "table" and any(block.tag == "table" for block in self._open)
        is_lost = tag == "dd" and self._open[-1].tag != "dl"
        if not (is_within or is_lost or len(self._open) >= DEEPEST):
            self._open.append(self._place(Block(tag, _list(tag, given))))

    def _place(self, block: Block) -> Block:
        room = self._room_for(block)
        if block.tag == "dt" and room.tag != "dl":
            block.tag = "p"
        if any(one.tag == "li" for one in self._open):
            # An entry of a list has no headings, and is numbered already.
            block.tag = "p" if block.tag in HEADINGS else block.tag
            block.numbered = None
        room.blocks.append(block)
        return block

    def _room_for(self, block: Block) -> Block:
        """Where *block* may stand: words that stray in a list or a table find an entry, or stand beside it."""
        inner = self._open[-1]
        if inner.tag in LISTS and block.tag != "li":
            if block.tag in LISTS and inner.blocks:
                return inner.blocks[-1]
            return self._implied("li")
        if inner.tag == "dl" and block.tag not in {"dt", "dd"}:
            return self._implied("dd")
        if inner.tag in {"table", "tr", *SECTIONS} and inner.tag not in WITHIN.get(block.tag, ()):
            return next(
                one for one in reversed(self._open) if one.tag not in {"table", "tr", *SECTIONS}
            )
        return inner

    def _implied(self, tag: str) -> Block:
        block = Block(tag, is_implied=True)
        self._open[-1].blocks.append(block)
        self._open.append(block)
        return block


def _marked(marks: Marks, tag: str, given: dict[str, str]) -> Marks:
    """What the tag says, unless its style says otherwise: Google wraps all it copies in a <b> that is not bold."""
    style = given.get("style", "")
    is_bold = marks.is_bold or tag in {"b", "strong"}
    if weight := WEIGHT.search(style):
        is_bold = weight[1] in {"bold", "bolder"} or (
            weight[1].isdecimal() and int(weight[1]) >= 600
        )
    is_italic = marks.is_italic or tag in {"i", "em", "cite", "dfn", "var"}
    if slant := SLANT.search(style):
        is_italic = slant[1] in {"italic", "oblique"}
    href = given.get("href", "").strip() if tag == "a" else ""
    # Places within the document that it came from.
    if href == "#" or href.startswith("#_"):
        href = ""
    return Marks(href or marks.href, is_bold, is_italic)


def _cell(tag: str, given: dict[str, str]) -> dict[str, str]:
    if tag not in {"td", "th"}:
        return {}
    kept = {name: given[name] for name in ("colspan", "rowspan") if given.get(name, "1") != "1"}
    scope = given.get("scope", "")
    return kept | ({"scope": scope} if tag == "th" and scope else {})


def _list(tag: str, given: dict[str, str]) -> dict[str, str]:
    start = given.get("start", "1")
    return {"start": start} if tag == "ol" and start != "1" else {}
