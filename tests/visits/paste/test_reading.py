"""Pastes as they come, each with the rows they are to give: by language, by table, and by what may be odd about them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.visits.paste.cases import MESSY, TABLES, TEXTS
from visits.paste.reading import read
from visits.paste.rows import Frame, Keep, Row

PASTES = Path(__file__).parent / "pastes"
FRAME = Frame((date(2027, 6, 1), date(2027, 6, 2)))
OUTLOOK = """
- Dear colleagues,
1 09:00-10:00 session Jobs for all @ Room 1 & Ghent representative
1 09:00-10:00 session Homes for all @ Room 2
1 10:00-10:30 break Coffee & tea ! ends
- Best wishes
"""
GOOGLE = """
1 09:00-09:30 session Accueil
1 09:30-12:00 visit Visite de l’atelier & Maire adjointe, Nantes
"""
EXCEL = """
1 09:00-09:30 session Anmeldung @ Foyer
1 09:30-11:00 session Begrüßung @ Saal 1
1 11:00-11:30 break Kaffeepause
2 10:00-11:00 visit Stadtrundgang @ Rathaus
"""


def shown(row: Row) -> str:
    """Day of the month, hours, kind, title @ place & speakers [track] / description ! fields to look at."""
    parts = ["-"] if row.keep is Keep.LEAVE else [_when(row), row.kind]
    parts.append(row.title)
    for sign, words in (
        ("@", row.place),
        ("&", row.speakers),
        ("/", row.description.replace("\n", " / ")),
    ):
        parts += [sign, words] if words else []
    parts += [f"[{row.track}]"] if row.track else []
    noted = dict.fromkeys(note.field for note in row.notes)
    parts += ["!", *noted] if noted else []
    return " ".join(parts)


def _when(row: Row) -> str:
    starts, ends = (f"{each:%H:%M}" if each else "" for each in (row.starts, row.ends))
    return f"{row.on.day if row.on else '?'} {starts}-{ends}"


def lines(text: str) -> list[str]:
    return [line for line in text.strip().split("\n") if line]


def named(cases: dict[str, tuple[str, str]]) -> Iterator[object]:
    for name, case in cases.items():
        yield pytest.param(*case, id=name)


@pytest.mark.parametrize(("text", "rows"), [*named(TEXTS), *named(TABLES), *named(MESSY)])
def test_text(text: str, rows: str) -> None:
    assert [shown(row) for row in read(text, FRAME).rows] == lines(rows)


@pytest.mark.parametrize(
    ("name", "rows"), [("outlook", OUTLOOK), ("google", GOOGLE), ("excel", EXCEL)]
)
def test_html(name: str, rows: str) -> None:
    html = (PASTES / f"{name}.html").read_text(encoding="utf-8")

    assert [shown(row) for row in read("The text of it", FRAME, html).rows] == lines(rows)


def test_html_without_a_table_gives_way_to_the_text() -> None:
    reading = read("9.00-9.30 Talk", FRAME, "<p>9.00-9.30 Tal<b>k</b></p>")

    assert [shown(row) for row in reading.rows] == ["1 09:00-09:30 session Talk ! on"]
    assert not reading.is_table


def test_headings_of_days_are_kept_apart() -> None:
    reading = read(
        "Day 1 – Tuesday 1 June: Arrival\n9.00-9.30 Talk\nTag 2: Arbeit\n9.00-9.30 Rede", FRAME
    )

    assert reading.headings == {date(2027, 6, 1): "Arrival", date(2027, 6, 2): "Arbeit"}


def test_dates_without_a_year_are_those_nearest_to_the_meeting() -> None:
    new_year = Frame((date(2027, 12, 31), date(2028, 1, 1)))

    reading = read("31 December\n22.00-23.00 Talk\n1 January\n10.00-11.00 Walk", new_year)

    assert [row.on for row in reading.rows] == list(new_year.days)


def test_a_meeting_without_dates_needs_them_with_their_year() -> None:
    reading = read("1 June\n9-10h Talk\n2 June 2027\n9-10h Walk\nDay 3\n9-10h Rest", Frame())

    assert [row.on for row in reading.rows] == [None, date(2027, 6, 2), None]
    assert [[note.field for note in row.notes] for row in reading.rows] == [["on"], [], ["on"]]
