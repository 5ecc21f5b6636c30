"""HTML from a clipboard as lines: tables in rows, everything else in paragraphs; what Word adds for itself is passed over.

A hand-written reader of marks, not a tree: it goes once from front to end, whatever is nested or left open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from visits.paste.lines import Line, row, text_lines

_NAME: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_SPAN: Final = re.compile(r"\b(colspan|rowspan)\s?=\s?[\"']?(\d{1,3})", re.IGNORECASE)
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
# Their content is not said to anybody.
_SILENT: Final = frozenset({"style", "script", "title", "xml", "noscript", "template"})
_PARAGRAPHS: Final = frozenset(
    {
        *(
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "section",
        ),
        *(
            "article",
            "header",
            "footer",
            "pre",
            "dl",
            "dt",
            "dd",
            "caption",
            "hr",
            "body",
            "center",
        ),
        *("address", "figure"),
    }
)
MOST_CELLS: Final = 30
# A cell that reaches over several rows says the same in each, unless it is a text.
LONGEST_REPEATED: Final = 200
LONGEST_QUOTATION: Final = 4_000


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    is_end: bool
    text: str

    def span(self, name: str) -> int:
        said = {key.lower(): int(number) for key, number in _SPAN.findall(self.text[:2000])}
        most: int = MOST_CELLS if name == "colspan" else 500
        return max(1, min(said.get(name, 1), most))


@dataclass
class Table:
    """A table that is being read. ``below`` are cells that reach into coming rows: by column, text and how far;
    ``beyond`` what stands in more cells than are told apart."""

    number: int
    cells: list[str] = field(default_factory=list)
    below: dict[int, tuple[str, int]] = field(default_factory=dict)
    beyond: list[str] = field(default_factory=list)
    is_in_cell: bool = False
    is_layout: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass
class Page:
    """What was read so far, and the words since the last mark that ends a line."""

    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    number: int = 0
    has_gap: bool = False

    def say(self, text: str) -> None:
        self.words.append(text)

    def take(self) -> str:
        words, self.words = "".join(self.words), []
        return words

    def end_paragraph(self) -> None:
        """In a cell a line ends; outside a paragraph does. An empty one is a gap."""
        if self.tables and self.tables[-1].is_in_cell:
            self.words.append("\n")
            return
        words = self.take()
        for line in words.split("\n"):
            found = text_lines(line)
            self.lines += [Line((each.text,), self.has_gap, 0, each.opening) for each in found]
            if found:
                self.has_gap = False
            elif line:
                self.has_gap = True

    def open_table(self) -> None:
        """Within a cell: what is around it only arranges the page."""
        for table in reversed(self.tables):
            if table.is_layout:
                break
            table.is_layout = True
        if self.tables:
            self.end_cell()
        self.end_paragraph()
        self.number += 1
        self.tables.append(Table(self.number))

    def close_table(self) -> None:
        if self.tables:
            self.end_row()
            self.tables.pop()
        self.end_paragraph()

    def open_cell(self, tag: Tag) -> None:
        if not self.tables:
            self.end_paragraph()
            return
        self.end_cell()
        table = self.tables[-1]
        table.is_in_cell, table.colspan, table.rowspan = (
            True,
            tag.span("colspan"),
            tag.span("rowspan"),
        )

    def end_cell(self) -> None:
        table = self.tables[-1]
        words = self.take()
        if not table.is_in_cell:
            if words.strip():
                self.words = [words]
                self.end_paragraph()
            return
        table.is_in_cell = False
        if table.is_layout:
            self.words = [words]
            self.end_paragraph()
            return
        self._fill(table)
        for number in range(table.colspan):
            text = words if number == 0 else ""
            if table.rowspan > 1:
                said = text if len(text) <= LONGEST_REPEATED else ""
                table.below[len(table.cells)] = (said, table.rowspan - 1)
            if len(table.cells) < MOST_CELLS:
                table.cells.append(text)
            elif text:
                table.beyond.append(text)

    def end_row(self) -> None:
        if not self.tables:
            return
        self.end_cell()
        table = self.tables[-1]
        if table.cells:
            self._fill(table)
        if table.beyond:
            table.cells[-1] = "\n".join([table.cells[-1], *table.beyond])
            table.beyond = []
        if line := row(table.cells, table=table.number, has_gap=self.has_gap):
            self.lines.append(line)
            self.has_gap = False
        table.cells = []

    def _fill(self, table: Table) -> None:
        """Put in what reaches down from rows above, up to the next free column."""
        while len(table.cells) in table.below:
            column = len(table.cells)
            text, left = table.below.pop(column)
            table.cells.append(text)
            if left > 1:
                table.below[column] = (text, left - 1)
            if len(table.cells) >= MOST_CELLS:
                return


def markup_lines(html: str) -> list[Line]:
    """The lines of an HTML text; one without a table is read as a plain text of the same paragraphs."""
    page = Page()
    is_kept = 0
    for piece in _pieces(html):
        if isinstance(piece, str):
            text = unescape(piece)
            page.say(text.replace("\r\n", "\n") if is_kept else _SPACE.sub(" ", text))
        else:
            if piece.name == "pre":
                is_kept = max(0, is_kept + (-1 if piece.is_end else 1))
            _follow(page, piece)
    while page.tables:
        page.close_table()
    page.end_paragraph()
    return page.lines


def _follow(page: Page, tag: Tag) -> None:
    match tag.name:
        case "table":
            (page.close_table if tag.is_end else page.open_table)()
        case "tr":
            page.end_row()
        case "td" | "th" if tag.is_end:
            if page.tables:
                page.end_cell()
        case "td" | "th":
            page.open_cell(tag)
        case "br":
            page.say("\n")
        case name if name in _PARAGRAPHS:
            page.end_paragraph()


def _pieces(html: str) -> Iterator[str | Tag]:
    """Words and marks in turn. A mark that is never closed, and what follows it, is words."""
    position = 0
    endless: set[str] = set()
    while (start := html.find("<", position)) >= 0:
        if start > position:
            yield html[position:start]
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            position = end + 3 if end >= 0 else len(html)
            continue
        if html.startswith(("<!", "<?"), start):
            end = html.find(">", start)
            position = end + 1 if end >= 0 else len(html)
            continue
        name = _NAME.match(html, start)
        end = _end_of_tag(html, name.end()) if name else -1
        if name is None or end < 0:
            yield "<"
            position = start + 1
            if name is not None:
                break
            continue
        tag = Tag(name[1].lower(), html[start + 1] == "/", html[start : end + 1])
        position = end + 1
        if tag.name in _SILENT - endless and not tag.is_end and not tag.text.endswith("/>"):
            silence = _end_of_silence(html, tag.name, position)
            if silence is None:
                endless.add(tag.name)
            position = silence or position
        yield tag
    if position < len(html):
        yield html[position:]


_SIGNS: Final = re.compile(r"[>\"']")


def _end_of_tag(html: str, position: int) -> int:
    """Where the mark ends: at the first ">" that stands in no quotation."""
    first = html.find(">", position)
    if first < 0:
        return -1
    while found := _SIGNS.search(html, position):
        if found[0] == ">":
            return found.start()
        closing = html.find(found[0], found.end(), found.end() + LONGEST_QUOTATION)
        if closing < 0:
            return first
        position = closing + 1
    return first


def _end_of_silence(html: str, name: str, position: int) -> int | None:
    """Behind the end of what nobody is told. Where it has none it is told: rather too many words than too few."""
    end = re.compile(rf"</{re.escape(name)}\s?>", re.IGNORECASE).search(html, position)
    return end.end() if end else None
