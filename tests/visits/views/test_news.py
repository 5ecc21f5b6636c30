"""The Atom feed, parsed: announced meetings and published reports, for everyone alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_city,
    make_draft,
    make_group,
    make_meeting,
    make_reported,
    make_staff,
    sign_in,
)
from tests.pages import read
from visits.actions.meetings import describe_meeting
from visits.models import Meeting

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def fetch(client: Client) -> ET.Element:
    response = client.get("/feed.atom")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def entries(client: Client) -> list[dict[str, str]]:
    names = ("id", "title", "updated", "published", "summary")
    return [
        {name: entry.findtext(f"a:{name}", "", ATOM) for name in names}
        | {"link": entry.find("a:link", ATOM).get("href", "")}  # type: ignore[union-attr]
        for entry in fetch(client).findall("a:entry", ATOM)
    ]


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def test_an_announced_meeting(client: Client) -> None:
    meeting = make_meeting(
        "Homes",
        slug="homes",
        hosts=(make_city("Brno", country="Czechia"),),
        lead_group=make_group("Urban farming"),
        starts_on=date(2027, 6, 1),
        introduction="<p>See &amp; learn.</p>",
        created_at=datetime(2027, 1, 2, tzinfo=UTC),
        published_at=datetime(2027, 1, 3, tzinfo=UTC),
        changed_at=datetime(2027, 1, 4, tzinfo=UTC),
    )

    assert entries(client) == [
        {
            "id": f"tag:localhost,2027-01-02:meeting/{meeting.pk}",
            "title": "Homes",
            "link": "http://localhost:8000/meetings/homes/",
            "published": "2027-01-03T00:00:00+00:00",
            "updated": "2027-01-04T00:00:00+00:00",
            "summary": "<p>Study visit of Urban farming, 1–2 June 2027, Brno, Czechia</p>"
            "<p>See &amp; learn.</p>",
        }
    ]


def test_the_feed_says_whose_it_is_and_when_it_changed(client: Client) -> None:
    make_meeting(published_at=ago(90), changed_at=datetime(2027, 1, 4, tzinfo=UTC))

    feed = fetch(client)

    assert feed.findtext("a:title", "", ATOM) == "EUROCITIES: meetings and reports"
    assert feed.findtext("a:author/a:name", "", ATOM) == "EUROCITIES"
    assert feed.findtext("a:updated", "", ATOM) == "2027-01-04T00:00:00+00:00"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {
        "alternate": "http://localhost:8000/",
        "self": "http://localhost:8000/feed.atom",
    }


def test_a_report_is_news_of_its_own(client: Client) -> None:
    make_reported("Homes", slug="homes", published_at=ago(90), reported_at=ago(3))
    make_meeting("Next", published_at=ago(10))

    told = entries(client)

    assert [entry["title"] for entry in told] == ["Report: Homes", "Next", "Homes"]
    assert told[0]["link"] == "http://localhost:8000/meetings/homes/#report"
    assert told[0]["summary"] == "<p>What was seen.</p>"
    assert len({entry["id"] for entry in told}) == 3


def test_an_id_stays_when_words_change(client: Client) -> None:
    meeting = make_meeting("Homes", changed_at=ago(5))
    (before,) = entries(client)

    describe_meeting(meeting=meeting, title="Houses", by=None)

    (after,) = entries(client)
    assert (after["id"], after["title"]) == (before["id"], "Houses")
    assert after["updated"] > before["updated"]


def test_a_cancelled_meeting_says_so(client: Client) -> None:
    make_meeting("Homes", state="cancelled")

    (entry,) = entries(client)

    assert entry["title"] == "Cancelled: Homes"
    assert entry["summary"].startswith("<p>This meeting is cancelled.</p>")


@pytest.mark.parametrize("is_staff", [False, True])
def test_nothing_but_what_everyone_may_read(client: Client, is_staff: bool) -> None:
    make_draft("A draft")
    make_meeting("For members", page_audience="members")
    make_meeting("For the group", page_audience="group")
    make_reported("Report for members", report_audience="members", report="<p>A secret.</p>")
    make_reported("All of it for members", page_audience="members")
    if is_staff:
        sign_in(client, make_staff())

    assert [entry["title"] for entry in entries(client)] == ["Report for members"]
    assert b"A secret" not in client.get("/feed.atom").content


def test_the_feed_is_sent_once(client: Client) -> None:
    make_meeting()
    first = client.get("/feed.atom")

    again = client.get("/feed.atom", headers={"If-None-Match": first["ETag"]})

    assert (first["Cache-Control"], again.status_code) == ("public, max-age=300", 304)


def test_a_feed_holds_the_latest(client: Client) -> None:
    group = make_group()
    Meeting.objects.bulk_create(_published(number, group) for number in range(50))

    told = entries(client)

    assert [entry["title"] for entry in told] == [f"Number {number}" for number in range(40)]


def test_what_was_over_when_it_came_here_is_old_news(client: Client) -> None:
    old = {"starts_on": date(2017, 2, 23), "ends_on": date(2017, 2, 24)}
    make_reported("Old", **old, published_at=ago(1), reported_at=ago(1))
    make_reported("Lately", published_at=ago(90), reported_at=ago(2))

    told = [(entry["title"], entry["published"]) for entry in entries(client)]

    assert [title for title, _ in told][:2] == ["Report: Lately", "Lately"]
    assert told[2:] == [
        ("Old", "2017-02-25T00:00:00+00:00"),
        ("Report: Old", "2017-02-25T00:00:00+00:00"),
    ]


def test_an_archive_does_not_drive_out_what_is_news(client: Client) -> None:
    make_meeting("Next", published_at=ago(9))
    old = {"starts_on": date(2017, 2, 23), "ends_on": date(2017, 2, 24)}
    group = make_group()
    Meeting.objects.bulk_create(
        [_published(number, group, dates="fixed", **old) for number in range(60)]
    )

    assert entries(client)[0]["title"] == "Next"


def _published(number: int, group: Any, **fields: Any) -> Meeting:
    return Meeting(
        title=f"Number {number}",
        slug=f"number-{number}",
        kind="webinar",
        state="published",
        time_zone="Europe/Brussels",
        lead_group=group,
        published_at=ago(number) if not fields else ago(1),
        **fields,
    )


def test_every_page_leads_to_the_feed(client: Client) -> None:
    (announced,) = read(client, "/privacy/").all("link", type="application/atom+xml")

    assert announced.get("href") == "/feed.atom"
