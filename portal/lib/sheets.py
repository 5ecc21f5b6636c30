"""Tables that people take away, as CSV and as XLSX. Nothing in them is computed, whatever somebody typed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

# What spreadsheets take for the beginning of a formula, also behind blanks.
BEGINS: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BREAKS: Final = ("\t", "\r", "\n")
# Where the comma is for decimals, spreadsheets read a file of commas by semicolons, and do not mind its quotes: each
# piece of a text and each of its lines may then come to stand in a cell of its own.
BEGINS_WITHIN: Final = re.compile(r"([;\t\r\n]\s*)(?=[" + re.escape("".join(BEGINS)) + "])")
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Spreadsheets refuse a name of a sheet that is longer, or has any of these.
MOST_NAMED: Final = 31
NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")
WIDEST: Final = 60

Rows = Sequence[Sequence[str]]


def inert(cell: str) -> str:
    """The same for readers; a text for spreadsheets, by the apostrophe with which one says so to them."""
    if cell.lstrip().startswith(BEGINS) or cell.startswith(BREAKS):
        return f"'{cell}"
    return cell


def _inert_within(cell: str) -> str:
    return BEGINS_WITHIN.sub(r"\1'", inert(cell))


def as_csv(headings: Sequence[str], rows: Rows) -> bytes:
    """In UTF-8 with its mark, without which Excel reads something else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([_inert_within(cell) for cell in row] for row in (headings, *rows))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, headings: Sequence[str], rows: Rows) -> bytes:
    """A workbook with one sheet of that title; each cell is a text and nothing else."""
    # Needed where a workbook is made, and nowhere at start.
    from xlsxwriter import Workbook  # noqa: PLC0415

    file = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(file, {"in_memory": True} | never)
    sheet = workbook.add_worksheet(NOT_IN_NAMES.sub(" ", title)[:MOST_NAMED].strip() or "1")
    heading = workbook.add_format({"bold": True, "bottom": 1})
    for number, row in enumerate([headings, *rows]):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, None if number else heading)
    for column, cells in enumerate(zip(headings, *rows, strict=True)):
        sheet.set_column(column, column, min(WIDEST, 2 + max(map(len, cells))))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), max(0, len(headings) - 1))
    workbook.close()
    return file.getvalue()
