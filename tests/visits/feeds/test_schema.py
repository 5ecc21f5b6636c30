"""What search engines are told of a meeting."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import (
    make_city,
    make_draft,
    make_group,
    make_meeting,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read

pytestmark = pytest.mark.django_db

SCHEMA = "https://schema.org/"


def told(client: Client, slug: str = "homes") -> dict[str, Any] | None:
    """The facts on a meeting's page."""
    blocks = list(read(client, f"/meetings/{slug}/").all("script", type="application/ld+json"))
    assert len(blocks) <= 1
    return json.loads(blocks[0].text or "") if blocks else None


def make_homes(**fields: Any) -> None:
    if "hosts" not in fields:
        fields["hosts"] = (make_city("Brno", country="Czechia", country_code="CZ"),)
    given: dict[str, Any] = {
        "starts_on": date(2027, 6, 1),
        "lead_group": make_group("Urban farming"),
    }
    make_meeting("Homes", slug="homes", **(given | fields))


def test_an_event_of_two_days(client: Client) -> None:
    make_homes(venue="New Town Hall", address="Square 1", introduction="<p>See &amp; learn.</p>")

    assert told(client) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": "http://localhost:8000/meetings/homes/",
        "url": "http://localhost:8000/meetings/homes/",
        "name": "Homes",
        "description": "Study visit of Urban farming · See & learn.",
        "startDate": "2027-06-01",
        "endDate": "2027-06-02",
        "eventStatus": SCHEMA + "EventScheduled",
        "eventAttendanceMode": SCHEMA + "OfflineEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "New Town Hall",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "Brno",
                    "addressCountry": "CZ",
                    "streetAddress": "Square 1",
                },
            }
        ],
        "organizer": {
            "@type": "Organization",
            "name": "EUROCITIES",
            "url": "http://localhost:8000",
        },
    }


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"state": "cancelled"}, "EventCancelled"),
        (
            {"published_starts_on": date(2027, 5, 1), "published_ends_on": date(2027, 5, 2)},
            "EventRescheduled",
        ),
        (
            {
                "dates": "unknown",
                "starts_on": None,
                "published_starts_on": date(2027, 5, 1),
                "published_ends_on": date(2027, 5, 2),
            },
            "EventPostponed",
        ),
    ],
)
def test_its_state(client: Client, fields: dict[str, Any], status: str) -> None:
    make_homes(**fields)

    facts = told(client)

    assert facts is not None
    assert facts["eventStatus"] == SCHEMA + status
    assert facts.get("previousStartDate") == (
        "2027-05-01" if status == "EventRescheduled" else None
    )
    assert facts["startDate"] == ("2027-05-01" if status == "EventPostponed" else "2027-06-01")


@pytest.mark.parametrize(
    ("mode", "said", "places"),
    [
        ("in_person", "OfflineEventAttendanceMode", ["Place", "Place"]),
        ("hybrid", "MixedEventAttendanceMode", ["Place", "Place", "VirtualLocation"]),
        ("online", "OnlineEventAttendanceMode", ["VirtualLocation"]),
    ],
)
def test_where_one_can_be(client: Client, mode: str, said: str, places: list[str]) -> None:
    make_homes(mode=mode, hosts=(make_city("Brno"), make_city("Milan")))

    facts = told(client)

    assert facts is not None
    assert facts["eventAttendanceMode"] == SCHEMA + said
    assert [place["@type"] for place in facts["location"]] == places


def test_a_meeting_without_days_is_no_event_yet(client: Client) -> None:
    make_homes(dates="tentative", starts_on=None, month_on=date(2027, 10, 1))

    assert told(client) is None


def test_what_is_not_for_everyone_is_told_to_no_search_engine(client: Client) -> None:
    make_homes(page_audience="members")
    make_draft(slug="draft")

    assert told(sign_in(client, make_representative())) is None
    assert told(sign_in(client, make_staff()), "draft") is None


def test_no_text_ends_the_block(client: Client) -> None:
    name = "</script><script>alert(1)</script> & <!-- “x”"
    make_homes(venue=name)

    facts = told(client)

    assert facts is not None
    assert facts["location"][0]["name"] == name
    assert b"<script>alert" not in client.get("/meetings/homes/").content
