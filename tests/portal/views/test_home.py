"""The front page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_city,
    make_draft,
    make_group,
    make_meeting,
    make_reported,
    make_representative,
    sign_in,
)
from tests.pages import read, words

pytestmark = pytest.mark.django_db


def test_it_shows_what_comes_next_and_what_was_reported_last(client: Client) -> None:
    today = timezone.localdate()
    group = make_group("Urban farming")
    make_city()
    for weeks in range(1, 7):
        make_meeting(f"Week {weeks}", lead_group=group, starts_on=today + timedelta(weeks=weeks))
    for weeks in range(1, 6):
        make_reported(
            f"Report {weeks}",
            lead_group=group,
            starts_on=today - timedelta(weeks=weeks),
            report="<p>Cats &amp; dogs.</p><p>Second.</p>",
        )

    page = read(client, "/")

    assert page.headings == [
        "Cities learn by visiting each other",
        "Next meetings",
        *(f"Week {weeks}" for weeks in (1, 2, 3, 4)),
        "Latest reports",
        *(f"Report {weeks}" for weeks in (1, 2, 3)),
    ]
    assert "Cats & dogs. Second." in page.text
    assert "of 1 European city" in page.text
    assert "/meetings/" in page.links


def test_with_nothing_to_show_it_says_what_to_do(client: Client) -> None:
    page = read(client, "/")

    assert "Nothing is planned at the moment." in page.text
    assert "Latest reports" not in page.headings
    assert "mailto:secretariat@example.org" in page.links


def test_it_names_nothing_that_the_reader_may_not_open(client: Client) -> None:
    make_draft("Draft")
    make_meeting("For members", page_audience="members")
    make_reported("Report for members", report_audience="members")

    stranger = read(client, "/")
    member = read(sign_in(Client(), make_representative()), "/")

    for title in ("Draft", "For members", "Report for members"):
        assert title not in stranger.text
    assert "For members" in member.section("Next meetings")
    assert "Report for members" in member.section("Latest reports")
    assert "Draft" not in member.text


def test_a_stranger_is_offered_the_login_and_comes_back(client: Client) -> None:
    page = read(client, "/groups/?x=1")

    header = next(page.all("header", class_="top"))
    assert [link.get("href") for link in header.iter("a")][
        -1
    ] == "/accounts/login/?next=/groups/%3Fx%3D1"
    assert not list(page.all("form", method="post"))


def test_who_is_signed_in_is_named_and_logs_out_by_a_form(client: Client) -> None:
    sign_in(client, make_representative("Utrecht representative"))

    page = read(client, "/")

    (form,) = page.all("form", method="post")
    assert form.get("action") == "/accounts/logout/"
    assert words(form) == "Utrecht representative Log out"
    assert [field.get("name") for field in form.iter("input")] == ["csrfmiddlewaretoken"]


def test_the_place_in_the_navigation_is_marked(client: Client) -> None:
    meeting = make_meeting()

    listed = read(client, "/meetings/").all("a", **{"aria-current": "page"})
    below = read(client, meeting.get_absolute_url()).all("a", **{"aria-current": "true"})

    assert [words(one) for one in listed] == ["Meetings"]
    assert [words(one) for one in below] == ["Meetings"]


def test_one_sheet_and_no_script_are_asked_for(client: Client) -> None:
    page = read(client, "/")

    assert [one.get("href") for one in page.all("link", rel="stylesheet")] == [
        "/static/css/site.css"
    ]
    assert not list(page.all("script"))
    assert page.root.get("lang") == "en-gb"
    assert next(page.all("a", class_="skip")).get("href") == "#main"
