"""How an agenda falls into pages."""

import re

import pytest
from django.utils.html import escape

from tests import papers
from tests.factories import make_city, make_day, make_item, make_meeting, make_release
from tests.visits.printouts import programmes
from tests.visits.printouts.printed import agenda_pdf, demonstration

pytestmark = pytest.mark.django_db


def body_lines(text: str) -> list[str]:
    """A page's lines without what stands above and below them on each page."""
    return [
        line
        for line in text.splitlines()
        if line.strip() and not re.match(r"Agenda: Release|Page \d|Forum of the cities", line)
    ]


def test_no_page_ends_with_a_heading_or_splits_an_item() -> None:
    paper = agenda_pdf(programmes.make_long_meeting())

    heading = r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+"
    for page in paper.pages[1:]:
        # The running header names the day; then comes a whole item, or a day with its first.
        lines = body_lines(page.extract_text())
        assert not re.fullmatch(heading, lines[-1])
        begins = next(line for line in lines if not re.fullmatch(heading, line))
        assert re.match(r"\d\d:\d\d–\d\d:\d\d", begins)


@pytest.mark.parametrize("slug", ["milan-2026-02", "brno-2027-06"])
def test_for_a_door_each_day_has_a_page_of_its_own(slug: str) -> None:
    paper = agenda_pdf(demonstration(slug), "door")

    assert len(paper.pages) == 2
    for page in paper.pages:
        assert page.mediabox.width > page.mediabox.height


def test_for_a_door_a_day_of_thirty_items_takes_two_pages_and_none_for_a_rest() -> None:
    paper = agenda_pdf(programmes.make_long_meeting(), "door")

    times = [re.findall(r"\d\d:\d\d–\d\d:\d\d", page.extract_text()) for page in paper.pages]
    assert len(times) == 10
    assert min(map(len, times)) > 5


def test_signs_of_markup_in_titles_are_printed_as_they_are() -> None:
    meeting = make_meeting("Housing & <b>homes</b>", slug="homes", hosts=(make_city("Porto"),))
    make_item("</h3><script>", day=make_day(meeting=meeting))
    make_release(meeting)

    words = papers.words_of(agenda_pdf(meeting))

    assert "Housing&<b>homes</b>" in words
    assert "</h3><script>" in words
    assert escape("<b>") not in words
