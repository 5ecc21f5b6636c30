"""What is taken away is read back as it was, and nothing in it is computed."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest

from portal.lib.sheets import as_csv, as_xlsx, inert

HEADINGS = ["Name", "Role"]
ROWS = [["Łukasz, Żółć", '=HYPERLINK("http://x")'], ["Zoë\nLee", "+32 2 123"]]
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.mark.parametrize(
    ("cell", "is_changed"),
    [
        *((f"{sign}1", True) for sign in "=+-@"),
        (" =1", True),
        ("\t=1", True),
        ("\rx", True),
        ("＝1", True),
        ("1-2", False),
        ("a=b", False),
        ("", False),
    ],
)
def test_what_begins_like_a_formula_is_a_text(cell: str, is_changed: bool) -> None:
    assert inert(cell) == (f"'{cell}" if is_changed else cell)


def test_a_csv_has_its_mark_and_its_cells() -> None:
    content = as_csv(HEADINGS, ROWS)

    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [HEADINGS, [ROWS[0][0], f"'{ROWS[0][1]}"], ["Zoë\nLee", "'+32 2 123"]]


@pytest.mark.parametrize("cell", ["x;=1+1", "x; @SUM(1)", "x\n=1+1", 'x";-1'])
def test_no_piece_of_a_cell_begins_a_formula_where_files_are_read_by_semicolons(cell: str) -> None:
    (_heading, row) = as_csv(["Role"], [[cell]]).decode("utf-8-sig").split("\r\n")[:2]

    pieces = re.split(r'[;\n]"?', row)
    assert not [piece for piece in pieces if piece.lstrip().startswith(("=", "+", "-", "@"))]
    assert "'" in row


def test_a_workbook_has_texts_and_no_formula_or_link() -> None:
    content = as_xlsx("a/b: a title that is longer than what sheets take", HEADINGS, ROWS)

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - made above
        texts = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - made above
        names = book.namelist()
    cells = list(sheet.iter(f"{CELL}c"))
    assert {cell.get("t") for cell in cells} == {"s"}
    assert not list(sheet.iter(f"{CELL}f"))
    assert not any("rels" in name and "sheet" in name for name in names)
    assert [text.text for text in texts.iter(f"{CELL}t")] == [*HEADINGS, *ROWS[0], *ROWS[1]]
