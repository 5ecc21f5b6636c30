"""The box on a meeting's page, and what feeds say of registering."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_meeting, make_representative, sign_in
from tests.registrations import make_open_meeting, make_registration

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "said", "fed"),
    [
        ({"room_seats": 30, "seats_per_city": 2}, "2 for each city at most", "/register/"),
        ({"way": "elsewhere", "link": "https://example.org/r"}, "on another site", "example.org/r"),
        ({"way": "mail"}, "by mail to the contact", "by mail to the contact"),
        ({"way": "none"}, "There is no registration", "There is no registration"),
        ({"dates": "tentative"}, "opens when the dates are fixed", ""),
        ({"opens": 1}, "Registration opens on", "/register/"),
        ({"closes": -1}, "Registration is closed.", "/register/"),
    ],
)
def test_page_calendar_and_feed_say_which(
    client: Client, fields: dict[str, Any], said: str, fed: str
) -> None:
    now = timezone.now()
    for name in {"opens", "closes"} & set(fields):
        fields = {f"{name}_at": now + timedelta(days=fields[name])}
    meeting = make_open_meeting(**fields)

    page = client.get(meeting.get_absolute_url()).content.decode()
    calendar = client.get("/calendar.ics").content.decode().replace("\r\n ", "")
    feed = client.get("/feed.atom").content.decode()

    assert said in page
    assert ("RegisterAction" in page) == (fed.endswith(("/register/", "example.org/r")))
    assert fed in calendar
    assert fed in feed


@pytest.mark.parametrize(
    "meeting",
    [{}, {"state": "cancelled", "published_at": timezone.now()}],
    ids=["unset", "cancelled"],
)
def test_there_is_none_where_nothing_can_be_said(client: Client, meeting: dict[str, Any]) -> None:
    made = make_open_meeting(**meeting) if meeting else make_meeting()

    assert "registration-box" not in client.get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("confirmed", "You have a seat."),
        ("waiting", "You are registered, and have no seat yet."),
        ("invited", "You are invited.</strong> Please say whether you come."),
        ("offered", "A seat is offered to you.</strong> It is yours if you accept it in time."),
        ("cancelled", "Registration is open."),
    ],
)
def test_who_is_registered_is_told(client: Client, state: str, said: str) -> None:
    registration = make_registration(state=state)
    sign_in(client, registration.person)

    mine = client.get(registration.meeting.get_absolute_url()).content.decode()
    sign_in(client, make_representative())
    theirs = client.get(registration.meeting.get_absolute_url()).content.decode()

    assert said in mine
    assert "Registration is open." in theirs
