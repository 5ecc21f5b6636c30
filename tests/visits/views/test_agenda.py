"""The agenda's page: the latest release in full."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_city,
    make_day,
    make_document,
    make_draft,
    make_item,
    make_meeting,
    make_person,
    make_release,
    make_representative,
    sign_in,
)
from tests.pages import Page, read, words
from visits.models import AgendaDay, Meeting, Speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting(
        "Homes",
        slug="brno-2027-06",
        hosts=(make_city("Brno", country="Czechia", time_zone="Europe/Prague"),),
        starts_on=date(2027, 6, 1),
    )


@pytest.fixture
def day(meeting: Meeting) -> AgendaDay:
    return make_day(meeting=meeting, heading="Social housing")


def items(page: Page) -> list[str]:
    return [words(one) for one in page.all("li", class_="slot")]


def test_days_items_times_places_and_speakers(
    client: Client, meeting: Meeting, day: AgendaDay
) -> None:
    visit = make_item(
        "A shared house",
        day=day,
        kind="visit",
        place="Main entrance",
        description="<p>By tram.</p>",
    )
    Speaker.objects.create(
        item=visit,
        name="Brno officer",
        role="Officer",
        city=meeting.hosts.get(),
        organisation="Homes ltd",
    )
    make_item("Dinner", day=day, kind="meal", starts=time(19), ends=time(1), ends_next_day=True)
    make_item("Next day", day=make_day(meeting=meeting, on=date(2027, 6, 2)))
    make_release(meeting, note="The first one.")

    page = read(client, "/meetings/brno-2027-06/agenda/")

    assert page.title == "Agenda: Homes · EUROCITIES"
    assert "Release 1, 10 March 2027 · times in Brno (CEST)" in page.text
    assert "The first one." in page.text
    assert page.headings == [
        "Agenda",
        "Tuesday 1 June: Social housing",
        "A shared house",
        "Dinner",
        "Wednesday 2 June",
        "Next day",
    ]
    assert items(page) == [
        (
            "09:30–11:00 A shared house Visit · Main entrance By tram. "
            "Brno officer, Officer, Homes ltd, Brno"
        ),
        "19:00–01:00 2 June Dinner",
        "09:30–11:00 Next day",
    ]
    instants = [one.get("datetime") for one in page.all("time")]
    assert instants[0] == "2027-06-01T09:30:00+02:00"
    assert instants[3] == "2027-06-02T01:00:00+02:00"


def test_items_at_one_time_stand_side_by_side(
    client: Client, meeting: Meeting, day: AgendaDay
) -> None:
    make_item("Finding flats", day=day, track="Housing")
    make_item("Buying", day=day, track="Procurement")
    make_item("Longer", day=day, track="Tour", ends=time(12))
    make_release(meeting)

    page = read(client, f"{meeting.get_absolute_url()}agenda/")

    assert items(page) == [
        (
            "In parallel: Housing 09:30–11:00 Finding flats Procurement 09:30–11:00 Buying "
            "Tour 09:30–12:00 Longer"
        )
    ]


def test_the_time_of_parallel_items_is_said_once_when_it_is_one(
    client: Client, meeting: Meeting, day: AgendaDay
) -> None:
    make_item("Finding flats", day=day, track="Housing")
    make_item("Buying", day=day, track="Procurement")
    make_release(meeting)

    page = read(client, f"{meeting.get_absolute_url()}agenda/")

    assert items(page) == ["09:30–11:00 In parallel: Housing Finding flats Procurement Buying"]


def test_what_is_cancelled_stays_struck_through_with_its_reason(
    client: Client, meeting: Meeting, day: AgendaDay
) -> None:
    cancelled: dict[str, Any] = {
        "cancelled_at": timezone.now(),
        "cancel_reason": "The speaker is ill.",
    }
    make_item("Buying", day=day, **cancelled)
    make_item("Walk", day=make_day(meeting=meeting, on=date(2027, 6, 2), **cancelled))
    make_release(meeting)

    page = read(client, f"{meeting.get_absolute_url()}agenda/")

    assert [words(one) for one in page.all("del")] == ["Buying", "Wednesday 2 June", "Walk"]
    assert "Cancelled The speaker is ill." in page.text
    assert "Wednesday 2 June Cancelled" in page.headings
    assert "This day is cancelled: The speaker is ill." in page.text


def test_the_day_of_a_release_is_that_of_the_meetings_clock(client: Client) -> None:
    meeting = make_meeting(time_zone="Asia/Tokyo")
    make_item(day=make_day(meeting=meeting))
    with time_machine.travel(datetime(2027, 5, 31, 20, tzinfo=UTC)):
        make_release(meeting)

    page = read(client, f"{meeting.get_absolute_url()}agenda/")

    assert "Release 1, 1 June 2027" in page.text


def test_it_says_what_changed_since_the_release_before(
    client: Client, meeting: Meeting, day: AgendaDay
) -> None:
    item = make_item("Walk", day=day)
    make_release(meeting)
    item.starts = time(10)
    item.save()
    make_item("Talk", day=day, starts=time(12), ends=time(13))
    make_release(meeting)

    page = read(client, f"{meeting.get_absolute_url()}agenda/")

    (changes,) = page.all("details", class_="changes")
    assert words(changes).startswith("2 changes since the release before")
    assert "“Walk” moves from 1 June, 09:30–11:00 to 1 June, 10:00–11:00." in words(changes)


def test_one_release_has_nothing_to_say_about_changes(
    client: Client, meeting: Meeting, day: AgendaDay
) -> None:
    make_item(day=day)
    make_release(meeting)

    assert not list(read(client, f"{meeting.get_absolute_url()}agenda/").all("details"))


def test_documents_stand_with_their_items(client: Client, meeting: Meeting, day: AgendaDay) -> None:
    item = make_item("Walk", day=day)
    make_item("Talk", day=day, starts=time(12), ends=time(13))
    document = make_document("Map of the walk", meeting=meeting, item=item)
    make_release(meeting)
    address = f"{meeting.get_absolute_url()}agenda/"

    walk, talk = items(read(client, address))
    member = read(sign_in(Client(), make_representative()), address)

    assert "Map of the walk" in walk
    assert "Log in to download" in walk
    assert "Map" not in talk
    assert f"/documents/{document.pk}/download/" in member.links


def test_a_speaker_of_the_network_is_named(
    client: Client, meeting: Meeting, day: AgendaDay
) -> None:
    make_item("Walk", day=day, speakers=(make_person("Utrecht representative"),))
    make_release(meeting)

    assert "Utrecht representative" in read(client, f"{meeting.get_absolute_url()}agenda/").text


def test_without_a_release_it_says_so(client: Client, meeting: Meeting, day: AgendaDay) -> None:
    make_item("Not released", day=day)

    page = read(client, f"{meeting.get_absolute_url()}agenda/")

    assert "There is no agenda yet." in page.text
    assert "Not released" not in page.text
    assert meeting.get_absolute_url() in page.links


def test_times_in_a_zone_of_no_host_are_named_by_their_zone(client: Client) -> None:
    meeting = make_meeting(mode="online", time_zone="Europe/Lisbon", starts_on=date(2027, 6, 1))
    make_item(day=make_day(meeting=meeting))
    make_release(meeting)

    assert "times in WEST" in read(client, f"{meeting.get_absolute_url()}agenda/").text


def test_it_is_as_closed_as_its_meeting(client: Client) -> None:
    members = make_meeting(page_audience="members")

    assert client.get(f"{make_draft().get_absolute_url()}agenda/").status_code == 404
    response = client.get(f"{members.get_absolute_url()}agenda/")
    assert response["Location"] == f"/accounts/login/?next={members.get_absolute_url()}agenda/"
