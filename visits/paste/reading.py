"""A pasted agenda, from its first line to its last: days, items, what belongs to an item, and what nobody understood."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from portal.lib.names import fold
from visits.paste import columns
from visits.paste.days import Found, day_within, leading_day
from visits.paste.ends import complete
from visits.paste.limits import refusal, too_many_items
from visits.paste.lines import Line, text_lines
from visits.paste.markup import markup_lines
from visits.paste.parts import give, labelled, part_of_day, split_title
from visits.paste.rows import Frame, Keep, Reading, Row
from visits.paste.table_rows import Cells, read_cells
from visits.paste.times import Span, names_a_time, span_at, span_behind
from visits.paste.words import CLOSINGS

LONGEST_TITLE: Final = 200
LONGEST_HEADING: Final = 80


def read(text: str, frame: Frame, html: str = "") -> Reading:
    """Read HTML where it holds a table, else the text; nothing at all where there is too much of it."""
    if sentence := refusal(text, html):
        return Reading(refused=sentence)
    marked = markup_lines(html) if html else []
    is_table = any(line.table and len(line.filled) > 1 for line in marked)
    lines = marked if is_table or not text.strip() else text_lines(text)
    if sentence := refusal("\n".join(line.text for line in lines), ""):
        return Reading(refused=sentence)
    reader = _Reader(frame, lines)
    reading = reader.read()
    reading.is_table = any(line.table for line in lines)
    if sentence := too_many_items(len(reading.items)):
        return Reading(refused=sentence)
    complete(reading, frame)
    return reading


class _Reader:
    """Goes through the lines once. ``day`` is the last that was named, ``row`` the item that further words belong to."""

    def __init__(self, frame: Frame, lines: Sequence[Line]) -> None:
        self.frame, self.lines = frame, lines
        self.reading = Reading()
        self.day: Found | None = None
        self.row: Row | None = None
        self.left: Row | None = None
        self.columns: columns.Columns | None = None
        self.table = 0
        self.is_apart = False

    def read(self) -> Reading:
        table = self.lines[0].table if self.lines else 0
        for place, line in enumerate(self.lines):
            self.is_apart, table = line.has_gap or line.table != table, line.table
            if line.opening:
                self.reading.used.append(line.opening)
            is_row = line.table and len(line.filled) > 1
            if is_row and self._names_columns(line):
                continue
            if is_row and self._read_row(line):
                continue
            self._read_line(line, place)
        return self.reading

    def _names_columns(self, line: Line) -> bool:
        """Whether the row is a head; without one the columns are those before, or as their cells show."""
        if found := columns.named(line.cells):
            self.columns, self.table = found, line.table
            self.reading.used += line.filled
            return True
        if self.columns is None or (line.table != self.table and not self._fits(line)):
            rows = [
                each.cells
                for each in self.lines
                if each.table == line.table and len(each.filled) > 1
            ]
            self.columns = columns.shown(rows, self.frame)
        self.table = line.table
        return False

    def _fits(self, line: Line) -> bool:
        """A second table without a head of its own has the columns of the first, if it is as wide."""
        return self.columns is not None and len(line.cells) == max(self.columns) + 1

    def _read_row(self, line: Line) -> bool:
        """Read a row of several cells; False for words that belong to nothing, and are read as a line."""
        found = read_cells(line.cells, self.columns or {}, self.frame)
        if not found.is_item and not found.day:
            if self.row is None:
                return False
            self._add_cells(found)
        if found.day:
            self._open_day(found.day)
        if found.is_item:
            for row in found.items():
                self._open_item(row)
        elif found.day and found.rest:
            self._head_day(found.rest)
        self.reading.used += found.used
        return True

    def _add_cells(self, found: Cells) -> None:
        """A row without a time goes on with the item above."""
        if self.row is None:
            return
        titles = [title for title, _track in found.titles]
        for words in (*found.words, *titles, found.row.description, found.unread):
            for line in words.split("\n"):
                self._describe(self.row, line)
        for name in ("place", "speakers", "track"):
            if words := getattr(found.row, name):
                give(self.row, name, words)

    def _describe(self, row: Row, line: str) -> None:
        if label := labelled(line):
            give(row, label[0], label[1])
            self.reading.used.append(label[2])
        elif line:
            row.describe(line)

    def _read_line(self, line: Line, place: int) -> None:
        text = line.text
        rest = text
        if found := self._day_of(text):
            self.reading.used.append(text[: found.stop])
            self._open_day(found)
            rest = text[found.stop :].strip()
        if not rest:
            return
        if span := span_at(rest) or span_behind(rest):
            self._open_timed(rest, span)
        elif found:
            self._head_day(rest)
        else:
            self._go_on(rest, place)

    def _day_of(self, text: str) -> Found | None:
        found = leading_day(text, self.frame)
        if found is None and span_at(text) is None and (on := day_within(text, self.frame)):
            # Words around it stay: they are a heading.
            return Found(on, "", 0)
        return found

    def _open_day(self, found: Found) -> None:
        if self.day is None or found.on != self.day.on or found.sentence:
            self.row = None
        self.day, self.left, self.reading.names_days = found, None, True

    def _head_day(self, words: str) -> None:
        """What else stands in the line of a day is its heading; a second one is not understood."""
        on = self._on()
        if on and on not in self.reading.headings and len(words) <= LONGEST_HEADING:
            self.reading.headings[on] = words
        else:
            self._leave(words)

    def _open_timed(self, text: str, span: Span) -> None:
        row = Row(starts=span.starts, ends=span.ends)
        words = (
            (text[: span.start] + " " + text[span.stop :]).strip()
            if span.start
            else text[span.stop :].strip()
        )
        self.reading.used += [text[span.start : span.stop], *split_title(words, row)]
        if span.is_doubtful:
            row.note("starts", _("Is this a time? It was read as one."))
        self._open_item(row)

    def _open_item(self, row: Row) -> None:
        row.on = self._on()
        if self.day and self.day.sentence:
            row.note("on", self.day.sentence)
            if self.day.on:
                self.day = Found(self.day.on, "", 0)
        _shorten(row)
        self.reading.rows.append(row)
        self.row, self.left = row, None

    def _go_on(self, text: str, place: int) -> None:
        """Words without a time: of the item above, or of nothing that was understood."""
        if self.row is None or (self.is_apart and self._stands_apart(text, place)):
            self._leave(text)
            return
        if not self.row.title and not labelled(text):
            self.reading.used += split_title(text, self.row)
            _shorten(self.row)
            return
        if part := part_of_day(text):
            row = Row()
            row.note("starts", _("“%(words)s” is no time that was understood.") % {"words": part})
            self.reading.used += split_title(text, row)
            self._open_item(row)
            return
        self._describe(self.row, text)
        if names_a_time(text):
            self.row.note(
                "description", _("A time stands within these words: are they an item of their own?")
            )

    def _stands_apart(self, text: str, place: int) -> bool:
        """After a gap: a closing, what comes after the last item, or a line of its own above the next one."""
        if fold(text).startswith(tuple(map(fold, CLOSINGS))):
            return True
        following = next(
            (
                number
                for number, line in enumerate(self.lines[place + 1 : place + 60], place + 1)
                if span_at(line.text) or leading_day(line.text, self.frame)
            ),
            None,
        )
        return following is None or (following == place + 1 and not self.lines[following].has_gap)

    def _leave(self, text: str) -> None:
        """Keep words that were not understood, those in a row together, as a row that begins as left out."""
        if self.left is None:
            self.left = Row(on=self._on(), keep=Keep.LEAVE, title=text)
            self.reading.rows.append(self.left)
            self.row = None
        else:
            self.left.describe(text)
        _shorten(self.left)

    def _on(self) -> date | None:
        return self.day.on if self.day else self.frame.first


def _shorten(row: Row) -> None:
    """A title that is longer than a title may be goes on in the description."""
    if len(row.title) > LONGEST_TITLE:
        cut = row.title.rfind(" ", LONGEST_TITLE // 2, LONGEST_TITLE)
        cut = cut if cut > 0 else LONGEST_TITLE
        rest, row.title = row.title[cut:].strip(), row.title[:cut].strip()
        row.description = f"{rest}\n{row.description}".strip()
        if row.keep is Keep.ITEM:
            row.note(
                "title", _("A title has at most 200 signs: the rest of it is in the description.")
            )
