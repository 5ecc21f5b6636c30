"""Whatever is pasted: it is answered, quickly, and each of its words is somewhere."""

import re
import time
from collections import Counter
from datetime import date
from html import escape, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visits.paste.reading import read
from visits.paste.rows import Frame, Reading

FRAME = Frame((date(2027, 6, 1), date(2027, 6, 2)))
# Seconds. What is read takes a tenth of that; what goes back and forth takes minutes.
QUICK = 5

PIECES = st.sampled_from(
    [
        "9.00",
        "9:30",
        "14h00",
        "14 h 30",
        "0900-0930",
        "9am",
        "2:30 pm",
        "noon",
        "midi",
        "9 Uhr",
        "von 9 bis 10 Uhr",
        "9-10",
        "9.00 – 9.30",
        "30 min",
        "(1h30)",
        "Tue 1 June",
        "1.6.",
        "01/06/2027",
        "Day 2",
        "Tag 1",
        "mardi 1er juin",
        "26-27 June",
        "Wednesday",
        "Kind regards,",
        "Speaker: Anna Berg",
        "Place: Hall 2",
        "(Deputy mayor, Brno)",
        ", via Roma 7",
        "Coffee break",
        "Lunch",
        "Besuch",
        "Time",
        "Topic",
        "Speaker",
        "Track A",
        "Track B",
        "•",
        "1.",
        "–",
        ">",
        "\t",
        "\t\t",
        "   ",
        "  ",
        "'",
        '"',
        "(",
        ")",
        "[",
        ":",
        ";",
        ",",
        "/",
        "@",
        "☕",
        "שלום",
        "\xad",
        "\u200b",
        "\xa0",
        "\x00",
        "�",
        "٠٩:٣٠",
        "12.50 €",
        "24/7",
    ]
)
LINES = st.lists(st.one_of(PIECES, st.just("|"), st.text(max_size=12)), max_size=8).map(" ".join)
TEXTS = st.lists(st.one_of(LINES, st.just("")), max_size=25).map("\n".join)
MARKS = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "<td colspan=3>",
        "<td rowspan='2'>",
        "<th>",
        "</td>",
        "<p class=MsoNormal>",
        "</p>",
        "<br>",
        "<li>",
        "<div>",
        "<b>",
        "<o:p></o:p>",
        "<!--[if gte mso 9]><xml>x</xml><![endif]-->",
        "<![if !supportLists]>",
        '<a title="a > b">',
        "<pre>",
        "&nbsp;",
    ]
)
HTML = st.lists(st.one_of(MARKS, LINES.map(escape)), max_size=40).map("".join)


def words(text: str) -> Counter[str]:
    """All letters and figures: words may be parted on the way, as "9.00Talk" is."""
    return Counter(sign for sign in text if sign.isalnum())


def found(reading: Reading) -> Counter[str]:
    parts = [*reading.used, *reading.headings.values()]
    for row in reading.rows:
        parts += [row.title, row.place, row.speakers, row.track, row.description]
    return words("\n".join(parts))


def seen(text: str) -> str:
    """Without what nobody sees, which is not lost when it goes: it may stand within a word."""
    return re.sub(
        "[\u00ad\u200b\ufeff\u200e\u200f\u202a-\u202e\u2060\u061c\u2066-\u2069]", "", text
    )


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_word_of_a_text_is_somewhere(text: str) -> None:
    assert words(seen(text)) - found(read(text, FRAME)) == Counter()


@given(HTML)
@settings(max_examples=60, deadline=None)
def test_every_word_of_a_table_is_somewhere(html: str) -> None:
    page = "<table><tr><td>9.00<td>Talk</tr></table>" + html
    said = re.sub(r"<!--.*?-->", " ", html)
    said = re.sub(r"<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>", " ", said)

    reading = read("", FRAME, page)

    assert words(seen(unescape(said))) - found(reading) == Counter()


@pytest.mark.parametrize(
    "text",
    [
        "9.00-9.30 Talk\n" * 400,
        "a\tb\tc\n" * 2_000,
        "Tuesday 1 June " * 8_000,
        "1 " * 60_000,
        "9:00 – " * 15_000,
        "(" * 120_000,
        "a, " * 40_000,
        "Speaker: " * 12_000,
        "A – Speaker: x; " * 20_000,
        ("x" * 190 + "\n") * 1_999,
        "\t" * 120_000,
        '"\t"' * 40_000,
        " " * 120_000 + "x",
        "\u00a0" * 120_000 + "x",
        "Day " * 30_000,
        "via " * 30_000,
    ],
)
def test_hostile_text_is_answered_quickly(text: str) -> None:
    began = time.perf_counter()

    read(text, FRAME)

    assert time.perf_counter() - began < QUICK


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>a<td>b" + mark * (200_000 // len(mark))
        for mark in (
            "<table>", "<table><tr><td>", "<b>", "<!--", "<style>", "<a '", '<a ">', "<", "<td rowspan=500>", "&amp",
            "<td colspan=30>", "<p>", "</td></tr>", "<br>", "<![",
        )
    ],
)  # fmt: skip
def test_hostile_marks_are_answered_quickly(html: str) -> None:
    began = time.perf_counter()

    read("", FRAME, html)

    assert time.perf_counter() - began < QUICK
