"""The same agenda from Word, Excel and a mail is the same twenty items."""

import pytest

from tests.visits.paste import milan
from visits.paste.reading import read
from visits.paste.rows import Frame, Row

FRAME = Frame(milan.DAYS)


def facts(row: Row) -> tuple[object, ...]:
    return (row.on, row.starts, row.ends, row.kind, row.title, row.place, row.speakers)


@pytest.mark.parametrize(
    ("text", "html"),
    [("", milan.WORD_HTML), (milan.EXCEL_TSV, ""), (milan.MAIL_TEXT, "")],
    ids=["Word", "Excel", "mail"],
)
def test_twenty_items(text: str, html: str) -> None:
    reading = read(text, FRAME, html)

    assert [facts(row) for row in reading.items] == [item.row for item in milan.ITEMS]
    assert [row.notes for row in reading.items] == [[]] * 20
    assert [row.description for row in reading.items] == [""] * 20


def test_what_a_mail_says_besides_is_left_out_and_shown() -> None:
    reading = read(milan.MAIL_TEXT, FRAME)

    left = [row for row in reading.rows if row not in reading.items]
    assert [row.title for row in left] == ["Dear all,", "Kind regards,"]
    assert left[1].description == "Milan host\nCity of Milan"
