"""Calendars of many meetings: who is told of what."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.calendars import fetch
from tests.demonstration import load_demonstration
from tests.factories import (
    make_draft,
    make_forum,
    make_group,
    make_meeting,
    make_staff,
    sign_in,
)
from tests.pages import read
from visits.models import Meeting

pytestmark = pytest.mark.django_db

MANY = ("/calendar.ics", "/groups/culture/calendar.ics", "/calendar.ics?forum=arts")


@pytest.fixture
def _meetings_for_all_audiences() -> None:
    group = make_group("Culture", forums=(make_forum("Arts"),))
    make_meeting("For everyone", lead_group=group)
    make_meeting("For members", lead_group=group, page_audience="members")
    make_meeting("For the group", lead_group=group, page_audience="group")
    make_draft("A draft", lead_group=group)


@pytest.mark.usefixtures("_meetings_for_all_audiences")
@pytest.mark.parametrize("address", MANY)
def test_calendars_hold_what_a_stranger_is_shown_whoever_asks(client: Client, address: str) -> None:
    as_stranger = fetch(client, address)
    as_staff = fetch(sign_in(client, make_staff()), address)

    assert as_stranger.titles == ["For everyone"]
    assert as_staff.text == as_stranger.text


@pytest.mark.usefixtures("_meetings_for_all_audiences")
@pytest.mark.parametrize("address", MANY)
def test_calendars_may_be_kept_by_all_and_are_sent_once(client: Client, address: str) -> None:
    first = client.get(address)

    second = client.get(address, headers={"If-None-Match": first["ETag"]})
    Meeting.objects.update(page_audience="members")
    third = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=300"
    assert "Last-Modified" in first
    assert [answer.status_code for answer in (first, second, third)] == [200, 304, 200]
    assert b"For everyone" not in third.content


def test_a_group_has_its_own_and_joint_meetings(client: Client) -> None:
    group = make_group("Culture")
    make_meeting("Own", lead_group=group)
    make_meeting("Joint", joint_groups=(group,))
    make_meeting("Another group's")

    read = fetch(client, "/groups/culture/calendar.ics")

    assert (read.titles, read.name) == (["Own", "Joint"], "EUROCITIES: Culture")


def test_a_forum_has_its_own_meetings_and_those_of_its_groups(client: Client) -> None:
    forum = make_forum("Arts")
    group = make_group(forums=(forum, make_forum("Economy")))
    make_meeting("Own", kind="forum", forum=forum, lead_group=None)
    make_meeting("Of its group", lead_group=group)
    make_meeting("Joint", joint_groups=(group,))
    make_meeting("Of another", lead_group=make_group(forums=(make_forum("Mobility"),)))

    read = fetch(client, "/calendar.ics?forum=arts")

    assert (read.titles, read.name) == (["Own", "Of its group", "Joint"], "EUROCITIES: forum Arts")


@pytest.mark.parametrize(
    "address",
    [
        "/calendar.ics?forum=nothing",
        "/calendar.ics?forum=%00",
        "/groups/nothing/calendar.ics",
        "/meetings/nothing/agenda.ics",
    ],
)
def test_what_does_not_exist(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_years_long_gone_are_left_to_the_list_of_meetings(client: Client) -> None:
    # It is 10 March 2027.
    make_meeting("Over for long", starts_on=date(2025, 12, 30))
    make_meeting("Over the year", starts_on=date(2025, 12, 31))
    make_meeting("Last year", starts_on=date(2026, 2, 1))
    make_meeting(
        "Postponed",
        dates="unknown",
        published_starts_on=date(2027, 2, 1),
        published_ends_on=date(2027, 2, 2),
    )

    assert fetch(client, "/calendar.ics").titles == ["Over the year", "Last year", "Postponed"]


@pytest.mark.parametrize("address", MANY)
def test_calendars_are_only_read(client: Client, address: str) -> None:
    make_group("Culture", forums=(make_forum("Arts"),))

    assert client.post(address).status_code == 405


def test_the_calendar_of_the_demonstration(client: Client) -> None:
    load_demonstration(timezone.localdate())

    told = fetch(client, "/calendar.ics")

    milan, brno = Meeting.objects.get(hosts__slug="milan"), Meeting.objects.get(hosts__slug="brno")
    assert {entry.title: (entry.starts, entry.status) for entry in told.entries} == {
        milan.title: (milan.starts_on, "CONFIRMED"),
        brno.title: (brno.starts_on, "CONFIRMED"),
    }
    assert told[milan.title].ends == milan.ends_on + timedelta(days=1)  # type: ignore[operator]


# Where pages lead --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "calendar"),
    [
        ("/", "/calendar.ics"),
        ("/meetings/", "/calendar.ics"),
        ("/groups/culture/", "/groups/culture/calendar.ics"),
    ],
)
def test_pages_lead_to_their_calendars(client: Client, address: str, calendar: str) -> None:
    make_group("Culture")

    page = read(client, address)

    assert f"webcal://localhost:8000{calendar}" in page.links
    (announced,) = page.all("link", type="text/calendar")
    assert announced.get("href") == calendar


def test_the_list_of_groups_leads_to_the_calendars_of_forums(client: Client) -> None:
    make_forum("Arts")

    assert "webcal://localhost:8000/calendar.ics?forum=arts" in read(client, "/groups/").links
