"""Texts of editors that are longer than a page, and the heads of their tables."""

import pytest

from tests import papers
from tests.factories import make_day, make_item, make_meeting, make_release
from tests.visits.printouts.printed import agenda_pdf

pytestmark = pytest.mark.django_db

ROWS = 120


def rows() -> str:
    return "".join(
        f"<tr><td>Bus {number}</td><td>To house {number}</td></tr>" for number in range(ROWS)
    )


def test_a_table_over_several_pages_has_its_head_on_each_and_loses_no_row() -> None:
    meeting = make_meeting()
    head = "<thead><tr><th>Vehicle</th><th>Destination</th></tr></thead>"
    description = f"<table>{head}<tbody>{rows()}</tbody></table>"
    make_item(day=make_day(meeting=meeting), description=description)
    make_release(meeting)

    paper = agenda_pdf(meeting)

    pages = [page.extract_text() for page in paper.pages]
    with_rows = [text for text in pages if "To house" in text]
    assert len(with_rows) > 1
    assert all("Destination" in text for text in with_rows)
    assert papers.tags_of(paper).count("/TH") >= 2
    words = papers.words_of(paper)
    assert all(f"Tohouse{number}" in words for number in range(ROWS))


def test_a_text_longer_than_a_page_goes_on_on_the_next() -> None:
    meeting = make_meeting()
    description = "".join(f"<p>Paragraph number {number}.</p>" for number in range(150))
    make_item(day=make_day(meeting=meeting), description=description)
    make_release(meeting)

    words = papers.words_of(agenda_pdf(meeting))

    assert all(f"Paragraphnumber{number}." in words for number in range(150))
