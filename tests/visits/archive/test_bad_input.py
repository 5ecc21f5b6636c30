"""Whatever is handed in: no crash, no invention, a clear sentence, and an end in good time."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.visits.archive.pages import known_cities, milan, read
from visits.archive import Fact, Understanding
from visits.archive.explanation import explain
from visits.archive.facts import Reason
from visits.archive.lines import LINE_END, tidied
from visits.archive.page import read_bytes, read_page
from visits.archive.refusals import LARGEST

FRAGMENTS = [
    *(
        "On 23-24 February",
        "from Thursday 1st to Friday 2nd June 2018",
        "30 February",
        "01-06-2017",
    ),
    *("Milan hosted a study visit", "met in Lisbon", "The next meeting", "will take place in Brno"),
    *("Representatives from Bialystok, Brno and Sibiu", "were in attendance.", "hosted by Sibiu"),
    *("Working group mobility: Title", "WG a and WG b – Title", "EUROCITIES staff contact"),
    *("Gabriel Jacqmin", "AgendaMilan2017download/preview this file", "download/preview this file"),
    *(
        "\n",
        "\n\n",
        "• ",
        ". ",
        ", ",
        " and ",
        "\N{NO-BREAK SPACE}",
        "’s ",
        "The cities:",
        "\nDay\tTime\tSession\n",
        "\nDay 1\t9-10\tVisit\n",
        "| a | b |",
        "Each of the groups met separately",
        "Culture forum: Title",
        "online meeting",
    ),
]
pages = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS)).map(" ".join))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is empty. Nothing was read."),
        (b" \n\t\r\n", "This is empty. Nothing was read."),
        (b"%PDF-1.7\n...", "This is not text (a PDF, a picture, an Office file?)."),
        (bytes(range(256)) * 4, "This is not text (a PDF, a picture, an Office file?)."),
        (b"<html><body><p>On 23-24 February</p></body></html>", "This is HTML."),
        (b"On 5&nbsp;-&nbsp;6 June 2019, Porto&#39;s day", "This is HTML."),
        (b"x" * 10_000_000, "This file has 10,000,000 bytes; a page has a few thousand."),
        (b"x" * (LARGEST + 1), "This has 30,001 signs; a page has at most 30,000."),
    ],
)
def test_what_is_no_page_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    understanding = read_bytes(content, cities=known_cities())

    [problem] = understanding.problems
    assert problem.sentence.startswith(sentence)
    assert understanding.is_unreadable
    assert not understanding.names_a_meeting
    assert understanding.report == ()


def test_a_sign_of_html_is_said_where_it_does_not_make_the_page_illegible() -> None:
    understanding = read(milan().replace("Milan’s social", "Milan&#39;s social", 1))

    warning = understanding.problems[0]
    assert (warning.about, warning.reason) == ("letters", Reason.UNREADABLE)
    assert '"&#39;"' in warning.sentence
    assert understanding.names_a_meeting


def test_windows_1252_is_read_with_a_warning() -> None:
    content = milan().replace("Bialystok", "Málaga").encode("cp1252")

    understanding = read_bytes(content, cities=known_cities())

    warning = understanding.problems[0]
    assert (warning.about, warning.reason, warning.lines) == ("letters", Reason.UNREADABLE, (1,))
    assert understanding.visiting[0].value.name == "Málaga"
    assert understanding.names_a_meeting


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_read_the_same(encoding: str) -> None:
    assert read_bytes(milan().encode(encoding), cities=known_cities()) == read(milan())


def test_letters_once_saved_wrongly_are_warned_of() -> None:
    broken = milan().encode().decode("cp1252", errors="replace")

    assert any(problem.about == "letters" for problem in read(broken).problems)


def test_what_a_terminal_would_obey_is_not_explained() -> None:
    understanding = read("\x1b[2JWorking group mobility: \x1b]0;Title\x07\u202e")

    assert all(line.isprintable() for line in explain(understanding))


@pytest.mark.parametrize(
    "part",
    [
        "1-2 June ",
        "representatives from ",
        "download/preview this file",
        "agenda",
        "next a b c d ",
        "in Brno ",
        "the city of ",
        "The next meeting in Brno is on 1 June.\n",
        "Brno hosted a meeting on 1 June.\n",
        "• Brno\n",
        "Aa ",
        "<p ",
        ". A",
        "Day 1\t9-10\tVisit\n",
        "| a | | b |\n",
        "- | a",
        "each of the groups ",
        "   a",
    ],
)
def test_the_largest_page_is_read_in_seconds(part: str) -> None:
    text = (part * LARGEST)[:LARGEST]
    started = time.process_time()

    explain(read(text))

    assert time.process_time() - started < 10


def test_a_title_of_a_hundred_groups_is_read_in_seconds() -> None:
    names = ", ".join("abcdefghij" * 5)
    started = time.process_time()

    read_page(f"Working groups {names} and k: Title", cities=(), groups=list("abcdefghijk"))

    assert time.process_time() - started < 2


@settings(deadline=None)
@given(pages, st.none() | st.integers())
def test_no_text_is_too_strange_and_every_line_is_used_or_reported(
    text: str, year: int | None
) -> None:
    understanding = read(text, year=year)

    explain(understanding)
    if not understanding.is_unreadable:
        written = {n for n, line in enumerate(LINE_END.split(text), start=1) if tidied(line)}
        used = {line for fact in facts(understanding) for line in fact.lines}
        reported = {line for problem in understanding.problems for line in problem.lines}
        assert written <= used | reported | {line.number for line in understanding.unused}


@settings(deadline=None)
@given(pages)
def test_no_word_is_invented(text: str) -> None:
    page = " ".join(tidied(line) for line in LINE_END.split(text))

    for fact in facts(read(text)):
        assert set(fact.words.split()) <= set(page.split()) or fact.words in page


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_are_too_strange(content: bytes) -> None:
    explain(read_bytes(content, cities=known_cities()))


def facts(understanding: Understanding) -> Iterator[Fact[object]]:
    """Yield every fact of a page with its words."""
    for name in understanding.__slots__:
        value = getattr(understanding, name)
        for fact in value if isinstance(value, tuple) else (value,):
            if isinstance(fact, Fact):
                yield fact
    if announced := understanding.next_meeting:
        for name in announced.value.__slots__:
            value = getattr(announced.value, name)
            for fact in value if isinstance(value, tuple) else (value,):
                if isinstance(fact, Fact):
                    yield fact
