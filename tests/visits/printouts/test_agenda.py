"""The agenda on paper says what its page says, and says it in a PDF that can be read aloud."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.test.html import Element, parse_html
from pypdf import PdfReader

from tests import papers
from tests.factories import make_day, make_item, make_meeting, make_release
from tests.visits.printouts import programmes
from tests.visits.printouts.printed import TODAY, agenda_pdf, demonstration
from visits.models import Meeting

pytestmark = pytest.mark.django_db

# The same content --------------------------------------------------------------------------------


def elements(element: Any, name: str) -> Iterator[Element]:
    if isinstance(element, Element):
        if element.name == name:
            yield element
        for child in element.children:
            yield from elements(child, name)


def texts(element: Any) -> Iterator[str]:
    """The words under an element, piece by piece, without those of buttons, marks and types of files."""
    if not isinstance(element, Element):
        yield str(element)
        return
    if element.name == "small" or is_of(element, "file-way") or is_of(element, "file-type"):
        return
    for child in element.children:
        yield from texts(child)


def is_of(element: Element, name: str) -> bool:
    return name in (dict(element.attributes).get("class") or "").split()


def items_of_page(meeting: Meeting) -> list[list[str]]:
    """Each item of the HTML page as its pieces of text."""
    content = Client().get(f"{meeting.get_absolute_url()}agenda/").content.decode()
    main = re.search(r"<main.*</main>", content, re.DOTALL)
    assert main is not None
    articles = [
        one for one in elements(parse_html(main[0]), "article") if is_of(one, "agenda-item")
    ]
    return [[piece for piece in texts(article) if piece.strip()] for article in articles]


def assert_same_items(meeting: Meeting, paper: PdfReader) -> int:
    """Every piece of text of every item of the page stands on the paper, in the order of the page."""
    words, at, items = papers.words_of(paper), 0, items_of_page(meeting)
    for item in items:
        for piece in item:
            found = words.find(papers.squeezed(piece), at)
            assert found >= 0, (piece, words[at : at + 300])
            at = found
    return len(items)


@pytest.mark.parametrize(("slug", "count"), [("milan-2026-02", 14), ("brno-2027-06", 14)])
def test_the_paper_says_what_the_page_says(slug: str, count: int) -> None:
    meeting = demonstration(slug)

    paper = agenda_pdf(meeting)

    assert assert_same_items(meeting, paper) == count


def test_150_items_are_all_there_in_order() -> None:
    meeting = programmes.make_long_meeting()

    paper = agenda_pdf(meeting)

    assert assert_same_items(meeting, paper) == 150


def test_every_time_of_the_page_is_on_the_paper() -> None:
    meeting = demonstration("brno-2027-06")
    content = Client().get(f"{meeting.get_absolute_url()}agenda/").content.decode()
    times = re.findall(r"<time[^>]*>(\d\d:\d\d)</time>–<time[^>]*>(\d\d:\d\d)</time>", content)

    words = papers.words_of(agenda_pdf(meeting))

    assert [f"{starts}–{ends}" for starts, ends in times] == re.findall(
        r"\d\d:\d\d–\d\d:\d\d", words.partition("Whatchanged")[0]
    )


# What a paper says of itself ---------------------------------------------------------------------


def test_the_title_block_names_what_when_where_and_which_release() -> None:
    meeting = demonstration("brno-2027-06")

    first = papers.squeezed(agenda_pdf(meeting).pages[0].extract_text())

    for words in (
        "Social housing and the city as employer",
        "1–2 June 2027",
        "Hosted by Brno, Czechia",
        "New Town Hall",
        "Release 2, ",
        "times in Brno (CEST)",
        "localhost:8000/meetings/brno-2027-06/agenda/",
        "Presentation: A home first",
        "(for members)",
        "/documents/",
    ):
        assert papers.squeezed(words) in first, words


def test_every_page_says_release_zone_and_number_and_all_but_the_first_the_title() -> None:
    paper = agenda_pdf(programmes.make_long_meeting())

    count = len(paper.pages)
    assert count > 5
    for number, page in enumerate(paper.pages, 1):
        text = page.extract_text()
        assert "Release 1, " in text
        assert "times in Kraków (CET)" in text
        assert f"Page {number} of {count}" in text
        assert text.count("Forum of the cities") == 1


def test_what_is_cancelled_says_so_with_its_reason_and_on_every_page() -> None:
    meeting = programmes.make_meeting_of_many_alphabets()

    pages = [page.extract_text() for page in agenda_pdf(meeting, "door").pages]

    assert "This meeting is cancelled." in pages[0]
    assert "Originally planned for" in pages[0]
    assert re.search(r"Çok uzun öğle yemeği\s+Cancelled The cook is ill", pages[0])
    assert "Cancelled: Białystok" in pages[1]
    assert "This day is cancelled: Snow" in pages[1]


def test_tentative_dates_are_on_every_page() -> None:
    meeting = make_meeting("Porto", dates="tentative", starts_on=TODAY, ends_on=date(2026, 11, 24))
    for day in (22, 23, 24):
        make_item(day=make_day(meeting=meeting, on=date(2026, 11, day)))
    make_release(meeting)

    pages = [page.extract_text() for page in agenda_pdf(meeting, "door").pages]

    assert "The dates are not fixed yet." in pages[0]
    assert ["Porto (dates to be confirmed)" in text for text in pages[1:]] == [True, True]


def test_what_changed_stands_at_the_end() -> None:
    paper = agenda_pdf(programmes.make_meeting_of_many_alphabets())

    words = papers.words_of(paper)

    assert papers.squeezed("What changed since release 1") in words
    assert papers.squeezed("“Departure” is now called “Departure of all”.") in words


# Letters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["", "door"])
def test_all_alphabets_have_their_glyphs_in_our_fonts(layout: str) -> None:
    paper = agenda_pdf(programmes.make_meeting_of_many_alphabets(), layout)

    words = papers.words_of(paper)
    for name in ("Białystok", "Łódź", "Αθήνα", "Київ", "İzmir", "Їжакевич", "Iğdır", "Şırnak"):
        assert name in words
    assert 0 not in set(papers.glyphs_of(paper))
    fonts = papers.fonts_of(paper)
    assert all(fonts.values())
    assert {re.match(r"Source-(Sans-3|Serif-4)", name) is not None for name in fonts} == {True}


def test_long_words_of_descriptions_are_hyphenated() -> None:
    paper = agenda_pdf(programmes.make_long_meeting())

    assert re.search(r"misunder[-\u2010]\nstandings", paper.pages[0].extract_text())


# Read aloud --------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["", "door"])
def test_it_is_tagged_and_says_language_title_and_standard(layout: str) -> None:
    meeting = demonstration("brno-2027-06")

    paper = agenda_pdf(meeting, layout)

    root: Any = paper.root_object
    assert root["/Lang"] == "en-gb"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.metadata is not None
    assert paper.metadata.title == f"Agenda: {meeting.title}, 1–2 June 2027"
    assert paper.metadata.author == "EUROCITIES"
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(>|=\")1", metadata) or re.search(r":part>1<", metadata)


@pytest.mark.parametrize("layout", ["", "door"])
def test_headings_are_one_title_days_and_items(layout: str) -> None:
    paper = agenda_pdf(demonstration("milan-2026-02"), layout)

    headings = [tag for tag in papers.tags_of(paper) if re.fullmatch(r"/H\d", tag)]

    assert headings == ["/H1", "/H2", *["/H3"] * 9, "/H2", *["/H3"] * 5]


def test_headings_of_a_description_stand_below_their_item() -> None:
    meeting = make_meeting()
    text = "<h2>What</h2><p>This.</p><h4>Why</h4><p>That.</p><h2>Who</h2><p>They.</p>"
    make_item(day=make_day(meeting=meeting), description=text)
    make_release(meeting)

    paper = agenda_pdf(meeting)

    headings = [tag for tag in papers.tags_of(paper) if re.fullmatch(r"/H\d", tag)]
    assert headings == ["/H1", "/H2", "/H3", "/H4", "/H5", "/H4"]


@pytest.mark.parametrize("layout", ["", "door"])
def test_the_code_has_an_alternative_and_leads_to_the_page(layout: str) -> None:
    meeting = demonstration("milan-2026-02")

    paper = agenda_pdf(meeting, layout)

    (figure,) = papers.elements_of(paper, "/Figure")
    assert figure["/Alt"] == "QR code that leads to the agenda's page"
    links = [note.get_object()["/A"]["/URI"] for note in paper.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert "http://localhost:8000/meetings/milan-2026-02/agenda/" in links
