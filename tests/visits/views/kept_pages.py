"""A meeting with something on it for each kind of reader, and how tests look at its pages."""

from datetime import date

from django.test import Client

from members.models import Person
from tests.factories import (
    make_attendance,
    make_city,
    make_day,
    make_document,
    make_group,
    make_item,
    make_meeting,
    make_release,
    make_staff,
    sign_in,
)
from visits.models import Meeting

MEETING = "/meetings/visit/"
AGENDA = "/meetings/visit/agenda/"


def make_visit() -> Meeting:
    contact = make_staff("Staff contact")
    group = make_group("Urban farming", slug="urban-farming", staff_contact=contact)
    meeting = make_meeting("Visit", slug="visit", lead_group=group, hosts=(make_city("Brno"),))
    make_item("A talk", day=make_day(meeting=meeting))
    make_release(meeting)
    make_attendance(meeting=meeting, city=make_city("Utrecht"))
    make_document("Slides", meeting=meeting, audience="members")
    make_document("Notes", meeting=meeting, audience="group")
    make_meeting("The one before", slug="before", starts_on=date(2020, 2, 3), lead_group=group)
    return meeting


def signed_in(person: Person) -> Client:
    """Each client has its own chain of middleware, as each worker has."""
    return sign_in(Client(), person)


def seen(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def openable(page: str) -> list[str]:
    """The documents that the page offers to download, of those it lists."""
    rows = page.split('<li class="file')[1:]
    return [
        title
        for title in ("Slides", "Notes")
        for row in rows
        if title in row and "download/" in row
    ]
