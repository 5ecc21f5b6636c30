"""Tables that become an agenda, and tables that never do."""

import pytest

from tests.visits.archive.pages import read
from tests.visits.archive.summary import summary
from visits.archive.facts import Fact, ItemKind, Table
from visits.archive.lines import cells_of
from visits.archive.programme import kind_of

PAGE = "WG digital: Data\n\nOn 11-12 September 2013, Brno hosted a meeting.\n\n{table}\n\nIt ended well.\n"
ONE_DAY = "WG digital: Data\n\nOn 11 September 2013, Brno hosted a meeting.\n\n{table}\n"


def agenda(page: str, table: str) -> list[str]:
    said: list[str] = summary(read(page.format(table=table))).get("agenda", [])
    return said


def refusal(table: str) -> str:
    understanding = read(PAGE.format(table=table))
    assert understanding.programme == ()
    assert any(isinstance(fact.value, Table) for fact in understanding.report)
    [problem] = [problem for problem in understanding.problems if problem.about == "agenda"]
    return problem.sentence


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("9:00\tWelcome\tHall", ("9:00", "Welcome", "Hall")),
        ("\t9:00\tWelcome", ("", "9:00", "Welcome")),
        ("| 9:00 | | Hall |", ("9:00", "", "Hall")),
        ("  9:00    Welcome   Hall ", ("9:00", "Welcome", "Hall")),
        ("Two sentences.  Two spaces.", ()),
        ("   indented", ()),
        ("\tindented", ()),
        ("•\tan item", ()),
        ("1.\tan item", ()),
        ("", ()),
    ],
)
def test_rows_are_told_from_lines(line: str, cells: tuple[str, ...]) -> None:
    assert cells_of(line) == cells


@pytest.mark.parametrize(
    "day",
    ["12 September", "12-09-2013", "Thursday 12 September 2013", "Thursday", "Day 2", "day two"],
)
def test_a_day_may_be_written_in_many_ways(day: str) -> None:
    rows = f"Day\tTime\tSession\n{day}\t9-10.30\tOpening\n\t10h30 - 11h\tBreak"

    assert agenda(PAGE, rows) == [
        "2013-09-12 09:00-10:30 Opening (session)",
        "2013-09-12 10:30-11:00 Break (break)",
    ]


def test_the_day_may_stand_above_each_table_and_the_columns_above_the_first() -> None:
    rows = "Day 1\n\nStart\tEnd\tWhat\n9:00\t10:00\tOpening\n\nDay 2\n\n9:00\t10:00\tLunch\n10:00\t11:00\tBus to Prague"

    assert agenda(PAGE, rows) == [
        "2013-09-11 09:00-10:00 Opening (session)",
        "2013-09-12 09:00-10:00 Lunch (meal)",
        "2013-09-12 10:00-11:00 Bus to Prague (travel)",
    ]


def test_a_meeting_of_one_day_needs_no_day_in_its_table() -> None:
    assert agenda(ONE_DAY, "Time\tTopic\n9:00 to 10:00\tOpening") == [
        "2013-09-11 09:00-10:00 Opening (session)"
    ]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("9:00\tWelcome\n10:00\tTalk", "no first row names the columns"),
        ("City\tPeople\nBrno\t4", "no first row names the columns"),
        ("Time\tTime\tSession\n9-10\t9-10\tTalk", "no first row names the columns"),
        ("Time\tSession\n9-10\tTalk", "which day line 6 is on"),
        ("Day\tTime\tSession\n13 September\t9-10\tTalk", "which day line 6 is on"),
        (
            "Day\tTime\tSession\nMonday 11 September\t9-10\tTalk",
            "is a Wednesday, but the page says",
        ),
        ("Day\tTime\tSession\n31 September\t9-10\tTalk", "There is no 31 September 2013."),
        ("Day\tTime\tSession\nDay 3\t9-10\tTalk", "which day line 6 is on"),
        ("Day\tTime\tSession\nDay 1\t9:00\tTalk", "does not say from when to when"),
        ("Day\tTime\tSession\nDay 1\t11-10\tTalk", "does not say from when to when"),
        ("Day\tTime\tSession\nDay 1\t25-26\tTalk", "does not say from when to when"),
        ("Day\tTime\tSession\nDay 1\t9-10\t", "line 6 has no title"),
        ("Day\tTime\tSession\nDay 1\t9-10\tTalk\tRoom", "no first row names the columns"),
        (f"Day\tTime\tSession\nDay 1\t9-10\t{'x' * 201}", "has more than 200 signs"),
    ],
)
def test_what_is_not_clear_stays_a_table_and_is_reported(table: str, why: str) -> None:
    assert why in refusal(table)


def test_half_a_programme_is_none() -> None:
    sentence = refusal(
        "Day\tTime\tSession\nDay 1\t9-10\tTalk\n\nMore:\n\nCity\tPeople\tRooms\nBrno\t4\t2"
    )

    assert sentence.startswith("The tables were not turned into an agenda")


def test_a_table_without_any_dates_is_reported_once() -> None:
    text = "WG digital: Data\n\nBrno hosted a meeting.\n\nTime\tSession\n9-10\tTalk\n"

    [sentence] = [p.sentence for p in read(text).problems if p.about == "agenda"]
    assert "the meeting's days are not known" in sentence


def test_words_in_a_table_are_no_facts_of_the_meeting() -> None:
    understanding = read(PAGE.format(table="Riga\thosted a meeting on\n3 May 2010\tin Ghent"))

    assert [fact.value.name for fact in understanding.hosts] == ["Brno"]
    assert understanding.starts_on is not None
    assert understanding.starts_on.value.year == 2013


def test_every_item_has_the_words_of_its_row() -> None:
    understanding = read(PAGE.format(table="Day\tTime\tSession\nDay 1\t9-10\tTalk"))

    [item] = understanding.programme
    assert item == Fact(item.value, "Day 1 9-10 Talk", (6,))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Coffee and cake break", ItemKind.BREAK),
        ("Tea break", ItemKind.BREAK),
        ("Networking lunch", ItemKind.MEAL),
        ("Guided tour of the docks", ItemKind.VISIT),
        ("Departure", ItemKind.TRAVEL),
        ("What a break from cars brings", ItemKind.SESSION),
    ],
)
def test_the_first_words_say_what_an_item_is(title: str, kind: ItemKind) -> None:
    assert kind_of(title) == kind
