"""Tables that people hand in as text: any of the ways in which spreadsheets write a CSV, told apart by its first line."""

import codecs
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from portal.lib.names import fold

DELIMITERS: Final = (",", ";", "\t")
# No sheet of ours is nearly so wide; each row is read once for each column.
MOST_COLUMNS: Final = 500
UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableTableError(ValueError):
    """The text is no table, or not one that can be read; it says why in words for the page."""


@dataclass(frozen=True)
class TableRow:
    """One row: the number of its first line, its cells by column, and whether it had more cells than there are columns."""

    line: int
    cells: Mapping[str, str]
    has_too_many: bool = False


@dataclass(frozen=True)
class Table:
    """``columns`` in their order as far as they are known; ``unknown`` are the headings that mean nothing here."""

    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: tuple[TableRow, ...]


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with its mark or without, UTF-16 with its mark, else Windows-1252, as Excel writes.

    Raises `UnreadableTableError` for what is no text.
    """
    if content.startswith(UTF_16_MARKS):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Latin-1 where both agree; its five signs that have no letter here become replacement characters.
            text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise UnreadableTableError(
            _("This file is no text. Save the sheet as CSV, then upload that file.")
        )
    return text


def columns_of(text: str, names: Mapping[str, str]) -> list[str]:
    """The columns that the first line names, with "" for a heading that is not in ``names``; none when it names none.

    ``names`` are the headings understood, folded, each with its column.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    try:
        cells = next(csv.reader([first], delimiter=_delimiter(first)), [])
    except csv.Error:
        return []
    return [names.get(fold(cell), "") for cell in cells]


def read(text: str, names: Mapping[str, str]) -> Table:
    """A table with headings in its first line; empty rows are left out. Raises `UnreadableTableError`."""
    columns = columns_of(text, names)
    if len(columns) > MOST_COLUMNS:
        raise UnreadableTableError(
            _("This table has %(number)d columns, and at most %(most)d are read.")
            % {"number": len(columns), "most": MOST_COLUMNS}
        )
    if len(columns) != len(set(columns) - {""}) + columns.count(""):
        raise UnreadableTableError(_("Two columns of this table have the same heading."))
    stripped = text.lstrip("\ufeff\r\n")
    skipped = text.count("\n", 0, len(text) - len(stripped))
    first = next((line for line in stripped.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(stripped, newline=""), delimiter=_delimiter(first))
    try:
        rows = list(_numbered(reader, skipped))
    except csv.Error as error:
        raise UnreadableTableError(
            _("Line %(line)d of this table cannot be read: is a quotation mark left open?")
            % {"line": skipped + reader.line_num}
        ) from error
    (_number, headings), *others = rows or [(1, [])]
    return Table(
        columns=tuple(filter(None, columns)),
        unknown=tuple(
            cell.strip()
            for cell, column in zip(headings, columns, strict=False)
            if not column and cell.strip()
        ),
        rows=tuple(_row(line, cells, columns) for line, cells in others),
    )


def written(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A table as text again, with commas."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _delimiter(first: str) -> str:
    return max(DELIMITERS, key=first.count)


def _numbered(reader: Iterable[list[str]], skipped: int) -> Iterable[tuple[int, list[str]]]:
    """The rows that are not empty, each with the number of its first line."""
    line = skipped + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = skipped + reader.line_num + 1  # type: ignore[attr-defined]


def _row(line: int, cells: list[str], columns: list[str]) -> TableRow:
    named = {
        column: " ".join(cell.split())
        for column, cell in zip(columns, cells, strict=False)
        if column
    }
    extra = any(cell.strip() for cell in cells[len(columns) :])
    return TableRow(line, {column: named.get(column, "") for column in columns if column}, extra)
