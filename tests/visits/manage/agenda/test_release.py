from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Group
from tests.factories import (
    make_chair,
    make_day,
    make_draft,
    make_group,
    make_item,
    make_meeting,
    make_release,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import Page
from tests.visits.actions.agendas import FIRST, SECOND, THIRD, item_of, make_agenda
from visits.models import AgendaItem, Meeting, Release

pytestmark = pytest.mark.django_db

ADDRESS = "/manage/meetings/visit/release/"


@pytest.fixture
def group() -> Group:
    return make_group()


@pytest.fixture
def meeting(group: Group) -> Meeting:
    """Released once, and renamed since."""
    meeting = make_meeting(slug="visit", starts_on=FIRST, ends_on=SECOND, lead_group=group)
    make_agenda("09:00 10:00 Welcome", "10:00 11:00 Walk", meeting=meeting)
    make_release(meeting)
    AgendaItem.objects.filter(title="Walk").update(title="Stroll")
    return meeting


@pytest.fixture
def staff(client: Client) -> Client:
    return sign_in(client, make_staff())


def text_of(client: Client) -> str:
    return Page(client.get(ADDRESS)).text


def test_release_shows_what_readers_will_be_told(staff: Client, meeting: Meeting) -> None:
    make_item("Speech", day=meeting.days.get())

    page = Page(staff.get(ADDRESS))

    assert page.errors == []
    assert "Release 2" in page.text
    assert "2 changes since release 1" in page.text
    assert "“Walk” is now called “Stroll”." in page.text
    assert (
        "“Welcome” (09:00–10:00) and “Speech” (09:30–11:00) overlap on Tuesday 1 June." in page.text
    )


def test_release_by_staff_with_a_note_or_as_a_small_correction(
    staff: Client, meeting: Meeting
) -> None:
    given = {"note": "The walk is short.", "is_small_correction": "on", "version": meeting.version}

    page = Page(staff.post(ADDRESS, given, follow=True))

    assert "Release 2 is out" in page.text
    assert "Nothing changed since." in page.text
    release = Release.objects.get(number=2)
    assert (release.note, release.is_small_correction) == ("The walk is short.", True)
    assert "“Walk” is now called “Stroll”." in Page(staff.get("/meetings/visit/agenda/")).text


def test_release_that_is_refused_keeps_the_note(staff: Client, meeting: Meeting) -> None:
    make_item(day=make_day(meeting=meeting, on=THIRD))

    page = Page(staff.post(ADDRESS, {"note": "The walk is short.", "version": meeting.version}))

    assert "a day outside the meeting's dates" in page.text
    assert "Stops the release" in page.text
    assert "The walk is short." in page.text
    assert meeting.releases.count() == 1


def test_release_of_what_was_changed_since_it_was_looked_at_is_shown_anew(
    staff: Client, meeting: Meeting
) -> None:
    seen = meeting.version
    Meeting.objects.filter(pk=meeting.pk).update(version=seen + 1)
    item = item_of(meeting, "Welcome")
    AgendaItem.objects.filter(pk=item.pk).update(title="Good morning")

    page = Page(staff.post(ADDRESS, {"note": "The walk is short.", "version": seen}))

    assert "was changed meanwhile" in page.text
    assert "“Welcome” is now called “Good morning”." in page.text
    assert "The walk is short." in page.text
    assert f'name="version" value="{seen + 1}"' in page.response.content.decode()
    assert meeting.releases.count() == 1


def test_a_chair_sees_the_same_and_is_told_who_releases(
    client: Client, meeting: Meeting, group: Group
) -> None:
    sign_in(client, make_chair(group))

    text = text_of(client)

    assert "“Walk” is now called “Stroll”." in text
    assert "The secretariat releases agendas" in text
    assert "Release agenda 2" not in text
    assert client.post(ADDRESS, {}).status_code == 403
    assert meeting.releases.count() == 1


@pytest.mark.usefixtures("meeting")
def test_others_do_not_come_here(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302

    sign_in(client, make_representative())

    assert client.get(ADDRESS).status_code == 403


def test_a_draft_is_released_by_publishing_it(staff: Client) -> None:
    draft = make_draft(slug="visit", starts_on=date(2027, 6, 1))
    make_item(day=make_day(meeting=draft))

    page = Page(staff.get(ADDRESS))

    assert "publishing it makes release 1" in page.text
    assert 'href="/manage/meetings/visit/"' in page.response.content.decode()
    assert "Release agenda 1" not in page.text
    draft.refresh_from_db()
    refused = Page(staff.post(ADDRESS, {"version": draft.version}))
    assert "Publish the meeting: that makes release 1" in refused.text


def test_without_items_there_is_nothing_to_release(staff: Client) -> None:
    make_meeting(slug="visit")

    assert "There is nothing to release yet." in text_of(staff)


def test_release_asks_as_often_with_one_item_as_with_thirty(
    staff: Client, meeting: Meeting
) -> None:
    with CaptureQueriesContext(connection) as few:
        staff.get(ADDRESS)
    for _number in range(30):
        make_item(day=meeting.days.get(), speakers=(make_representative(),))

    with CaptureQueriesContext(connection) as many:
        staff.get(ADDRESS)

    assert len(few) == len(many) <= 12
