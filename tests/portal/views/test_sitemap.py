"""The sitemap, parsed: every address in it opens for a stranger, and what does not is not in it."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from tests.factories import (
    make_city,
    make_document,
    make_draft,
    make_group,
    make_meeting,
    make_practical_part,
    make_release,
    make_staff,
    sign_in,
)

pytestmark = pytest.mark.django_db

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
STANDING = ["/", "/meetings/", "/groups/", "/cities/", "/accessibility/", "/privacy/", "/cookies/"]


def fetch(client: Client) -> dict[str, str]:
    """Paths with the time of their last change, as far as it is told."""
    response = client.get("/sitemap.xml")
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ET.fromstring(response.content)  # noqa: S314 - our own
    return {
        url.findtext("s:loc", "", NAMESPACE).removeprefix("http://localhost:8000"): url.findtext(
            "s:lastmod", "", NAMESPACE
        )
        for url in root.findall("s:url", NAMESPACE)
    }


def test_all_that_is_open(client: Client) -> None:
    group = make_group("Culture")
    changed_at = datetime(2027, 1, 4, tzinfo=UTC)
    homes = make_meeting(
        slug="homes", lead_group=group, hosts=(make_city("Brno"),), changed_at=changed_at
    )
    make_release(homes)
    make_practical_part(meeting=homes)
    document = make_document(meeting=homes, audience="public")
    make_meeting(slug="bare", lead_group=group)

    told = fetch(client)

    assert list(told) == [
        *STANDING,
        "/meetings/homes/",
        "/meetings/homes/agenda/",
        "/meetings/homes/practical/",
        "/meetings/bare/",
        "/groups/culture/",
        "/cities/brno/",
        f"/documents/{document.pk}/",
    ]
    assert told["/meetings/homes/agenda/"] == "2027-01-04T00:00:00+00:00"
    assert {path: client.get(path).status_code for path in told} == dict.fromkeys(told, 200)


@pytest.mark.parametrize("is_staff", [False, True])
def test_nothing_that_is_not(client: Client, is_staff: bool) -> None:
    group = make_group("Culture")
    open_to_all = make_meeting(slug="open", lead_group=group)
    for closed in (
        make_meeting(lead_group=group, page_audience="members"),
        make_meeting(lead_group=group, page_audience="group"),
        make_draft(lead_group=group),
    ):
        make_release(closed)
        make_document(meeting=closed, audience="public")
    make_document(meeting=open_to_all)
    make_practical_part(meeting=open_to_all, is_for_participants=True)
    make_city("Gone", is_member=False)
    if is_staff:
        sign_in(client, make_staff())

    assert list(fetch(client)) == [*STANDING, "/meetings/open/", "/groups/culture/"]
