"""CSV as spreadsheets write it: encodings, separators, headings, and what is no table at all."""

import codecs

import pytest

from portal.lib import tables
from portal.lib.tables import UnreadableTableError

NAMES = {"e mail": "email", "email": "email", "name": "name", "city": "city"}
TEXT = "E-mail;Name;City\nanna@malmo.example;Åsa Öberg;Malmö\n"
PLAIN = {"email": "anna@malmo.example", "name": "Åsa Öberg", "city": "Malmö"}


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("latin-1"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace(";", ",").encode(),
        TEXT.replace(";", "\t").encode("latin-1"),
        b"\r\n\r\n" + TEXT.encode(),
    ],
)
def test_however_a_spreadsheet_wrote_it(content: bytes) -> None:
    table = tables.read(tables.decoded(content), NAMES)

    assert [dict(row.cells) for row in table.rows] == [PLAIN]
    assert table.columns == ("email", "name", "city")


def test_rows_know_their_lines() -> None:
    text = '\nemail,name\na@x.example,"Two\nlines"\n,\nb@x.example,B,more\n'

    rows = tables.read(text, NAMES).rows

    assert [(row.line, row.cells["name"], row.has_too_many) for row in rows] == [
        (3, "Two lines", False),
        (6, "B", True),
    ]


def test_headings_that_mean_nothing_are_told() -> None:
    table = tables.read("email,colour,\na@x.example,red,\n", NAMES)

    assert (table.columns, table.unknown) == (("email",), ("colour",))
    assert dict(table.rows[0].cells) == {"email": "a@x.example"}


def test_a_short_row_has_empty_cells() -> None:
    assert dict(tables.read("email,name\na@x.example\n", NAMES).rows[0].cells)["name"] == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('email,name\na@x.example,"never closed\n' + "x" * 200_000, "quotation mark"),
        ("email,e-mail\na@x.example,b@x.example\n", "same heading"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, why: str) -> None:
    with pytest.raises(UnreadableTableError, match=why):
        tables.read(text, NAMES)


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableTableError, match="Save the sheet as CSV"):
        tables.decoded(b"PK\x03\x04\x00\x00\x08")


def test_written_and_read_again() -> None:
    rows = [{"email": "a@x.example", "name": 'Quo"te, comma'}]

    again = tables.read(tables.written(("email", "name"), rows), NAMES)

    assert [dict(row.cells) for row in again.rows] == rows
