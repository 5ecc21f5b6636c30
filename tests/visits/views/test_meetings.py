"""The list of meetings: what comes by month, what was by year, and the filters."""

from datetime import date

import pytest
from django.test import Client

from tests.factories import (
    make_attendance,
    make_chair,
    make_city,
    make_draft,
    make_group,
    make_meeting,
    make_representative,
    sign_in,
)
from tests.pages import Page, read, words
from visits.models import Meeting

pytestmark = pytest.mark.django_db


def titles(page: Page) -> list[str]:
    rows = page.all("li", class_="meeting-row")
    return [words(next(one for one in row.iter() if one.tag in {"h3", "h4"})) for row in rows]


def past(title: str, year: int = 2026, month: int = 5) -> Meeting:
    return make_meeting(title, starts_on=date(year, month, 4))


def test_what_comes_stands_under_its_month_and_tentative_ones_last(client: Client) -> None:
    make_meeting("Perhaps in May", dates="tentative", month_on=date(2027, 5, 1))
    make_meeting("End of May", starts_on=date(2027, 5, 28))
    make_meeting("In April", starts_on=date(2027, 4, 2))
    make_meeting("Some day", dates="unknown")
    make_meeting("Today", starts_on=date(2027, 3, 9))

    page = read(client, "/meetings/")

    assert page.headings == [
        "Meetings",
        "Upcoming",
        "March 2027",
        "Today",
        "April 2027",
        "In April",
        "May 2027",
        "End of May",
        "Perhaps in May",
        "Dates to be agreed",
        "Some day",
    ]
    rows = {
        title: words(row)
        for title, row in zip(titles(page), page.all("li", class_="meeting-row"), strict=True)
    }
    assert "Dates to be confirmed" in rows["Perhaps in May"]
    assert "Dates to be confirmed" not in rows["End of May"]


def test_below_stands_what_was_the_latest_first_with_a_way_to_each_year(client: Client) -> None:
    past("Old", 2024)
    past("Newer", 2026)
    past("Newest", 2027, 2)

    page = read(client, "/meetings/")

    assert titles(page) == ["Newest", "Newer", "Old"]
    assert "Nothing is planned at the moment." in page.text
    years = [link for link in page.links if "year=" in link]
    assert years == ["?year=2027", "?year=2026", "?year=2024"]


def test_a_year_lists_what_was_in_it(client: Client) -> None:
    past("Spring", 2026, 5)
    past("Autumn", 2026, 10)
    past("Other year", 2025)
    make_meeting("Still to come", starts_on=date(2027, 5, 1))

    page = read(client, "/meetings/?year=2026")

    assert page.title == "Meetings of 2026 · EUROCITIES"
    assert titles(page) == ["Autumn", "Spring"]
    (canonical,) = page.all("link", rel="canonical")
    assert canonical.get("href") == "http://localhost:8000/meetings/?year=2026"


def test_the_filters_narrow_both_lists(client: Client) -> None:
    group, city = make_group("Urban farming"), make_city("Utrecht")
    make_meeting("Led", lead_group=group, kind="webinar", starts_on=date(2027, 4, 1))
    make_meeting("Joint", joint_groups=(group,), hosts=(city,), starts_on=date(2027, 5, 1))
    visited = past("Visited")
    make_attendance(meeting=visited, city=city)
    make_attendance(meeting=visited, city=city, person=make_representative())
    past("Neither")

    assert titles(read(client, "/meetings/?group=urban-farming")) == ["Led", "Joint"]
    assert titles(read(client, "/meetings/?city=utrecht")) == ["Joint", "Visited"]
    assert titles(read(client, "/meetings/?kind=webinar")) == ["Led"]
    assert titles(read(client, "/meetings/?group=urban-farming&city=utrecht")) == ["Joint"]
    assert titles(read(client, "/meetings/?city=utrecht&year=2026")) == ["Visited"]


def test_a_filter_is_kept_on_the_way_to_a_year(client: Client) -> None:
    meeting = past("Visited")
    make_attendance(meeting=meeting, city=make_city("Utrecht"))

    page = read(client, "/meetings/?city=utrecht&page=1")

    assert "?city=utrecht&year=2026" in page.links
    (chosen,) = list(page.all("option", value="utrecht"))
    assert chosen.get("selected") is not None


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("group=none", "There is no such working group."),
        ("city=atlantis", "No meeting was hosted or visited by such a city."),
        ("kind=picnic", "There is no such kind of meeting."),
        ("year=1789", "There is no past meeting of such a year."),
        ("year=MMXXVI", "There is no past meeting of such a year."),
        ("group=<b>&city=%00", "There is no such working group."),
    ],
)
def test_a_filter_that_makes_no_sense_is_left_out_and_said_to_be(
    client: Client, query: str, sentence: str
) -> None:
    make_meeting("Comes", starts_on=date(2027, 4, 1))

    page = read(client, f"/meetings/?{query}")

    assert sentence in page.text
    assert "all meetings are shown" in page.text
    assert titles(page) == ["Comes"]


def test_what_fits_no_filter_says_what_to_do(client: Client) -> None:
    make_meeting(lead_group=make_group("Urban farming"), kind="webinar")

    page = read(client, "/meetings/?group=urban-farming&kind=study_visit")

    assert "Nothing is planned that fits this filter." in page.text
    assert "/meetings/" in page.links


def test_a_year_in_which_nothing_fits_says_what_to_do(client: Client) -> None:
    past("Of another group")
    make_group("Urban farming")

    page = read(client, "/meetings/?group=urban-farming&year=2026")

    assert "No meeting of 2026 fits this filter." in page.text
    assert "?year=2026" in page.links


def test_many_come_in_pages(client: Client) -> None:
    group = make_group()
    for number in range(31):
        make_meeting(f"Number {number:02}", lead_group=group, starts_on=date(2028, 1, 3))

    first, second = read(client, "/meetings/"), read(client, "/meetings/?page=2")

    assert len(titles(first)) == 30
    assert "?page=2" in first.links
    assert titles(second) == ["Number 30"]
    assert "Page 2 of 2" in second.text


def test_no_list_nor_filter_names_what_the_reader_may_not_open(client: Client) -> None:
    group = make_group()
    make_draft("Draft", lead_group=group, hosts=(make_city("Secret city"),))
    make_meeting("For members", page_audience="members", hosts=(make_city("Members’ city"),))
    make_meeting("Old, for the group", page_audience="group", starts_on=date(2019, 1, 1))

    stranger = read(client, "/meetings/")
    member = read(sign_in(Client(), make_representative()), "/meetings/")
    chair = read(sign_in(Client(), make_chair(group)), "/meetings/")

    assert titles(stranger) == []
    assert "city" not in words(next(stranger.all("select", name="city")))
    assert "2019" not in stranger.text
    assert titles(member) == ["For members"]
    assert "Secret city" not in member.text
    assert titles(chair) == ["Draft", "For members"]
