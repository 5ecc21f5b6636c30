"""The desk's first page: what needs whom, and the meetings to come."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from members.models import Person
from portal.lib import autosaves
from portal.lib.autosaves import Place
from portal.models import LogEntry
from tests.factories import (
    make_chair,
    make_city,
    make_day,
    make_document,
    make_former_representative,
    make_group,
    make_item,
    make_meeting,
    make_organiser,
    make_release,
    make_reported,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import Page, read
from tests.registrations import make_open_meeting, make_registration, make_settings
from tests.ways_in import make_access_request
from visits.models import AgendaChange, CountdownStep, Meeting, RegistrationSettings

pytestmark = pytest.mark.django_db

SOON, LONG = timedelta(days=20), timedelta(days=300)


def needs(page: Page) -> list[str]:
    """What the list of needs says, above the coming meetings."""
    return page.section("What needs me").splitlines()


def on(days: timedelta) -> dict[str, Any]:
    day = timezone.localdate() + days
    return {"starts_on": day, "ends_on": day}


def make_ready(title: str, **fields: Any) -> Meeting:
    """A meeting that needs nobody."""
    meeting = make_meeting(title, **fields)
    make_item(day=make_day(meeting=meeting))
    make_document(meeting=meeting)
    return meeting


def test_staff_see_what_each_meeting_lacks(client: Client) -> None:
    make_ready("Ready", **on(SOON))
    make_meeting("Draft", state="draft", **on(LONG))
    make_meeting("Without agenda", **on(SOON))
    make_meeting("Held", **on(-SOON))
    refused = "Name the host city before you publish."
    make_meeting("Refused", state="draft", publish_refused=refused, **on(LONG))
    said = read(sign_in(client, make_staff()), "/manage/").text

    assert "Draft It is a draft, and nobody but its editors sees it." in said
    assert "Without agenda It has no agenda yet" in said
    assert "and has no report yet." in said
    assert "and has no documents." in said
    assert f"It was not published as planned: {refused}" in said
    assert "Ready It" not in said


def test_a_changed_agenda_waits_to_be_released(client: Client) -> None:
    meeting = make_ready("Visit", **on(SOON))
    make_release(meeting)
    AgendaChange.objects.create(
        meeting=meeting, verb="edit_item", before={}, after={}, made_by=make_staff()
    )

    said = read(sign_in(client, make_staff()), "/manage/").text

    assert "Its agenda was changed after release 1, and not released again." in said


def test_what_was_undone_since_the_release_waits_as_well_and_attached_documents_do_not(
    client: Client,
) -> None:
    meeting, staff = make_ready("Visit", **on(SOON)), make_staff()
    released = make_release(meeting).made_at
    change = AgendaChange.objects.create(
        meeting=meeting,
        verb="edit_item",
        before={},
        after={},
        made_by=staff,
        made_at=released - timedelta(hours=1),
    )
    AgendaChange.objects.create(
        meeting=meeting, verb="attach_documents", before={}, after={}, made_by=staff
    )
    waits = "Its agenda was changed after release 1"
    assert waits not in read(sign_in(client, staff), "/manage/").text

    AgendaChange.objects.filter(pk=change.pk).update(undone_at=timezone.now())

    assert waits in read(client, "/manage/").text


def test_what_was_changed_weeks_ago_still_waits_to_be_released(client: Client) -> None:
    meeting, staff = make_ready("Visit", **on(SOON)), make_staff()
    weeks_ago = timezone.now() - timedelta(weeks=3)
    make_release(meeting, made_at=weeks_ago)
    entry = LogEntry.objects.record("move_item", meeting, by=staff)
    waits = "Its agenda was changed after release 1"
    assert waits not in read(sign_in(client, staff), "/manage/").text

    LogEntry.objects.filter(pk=entry.pk).update(at=weeks_ago + timedelta(days=1))

    assert waits in read(client, "/manage/").text


def test_steps_that_are_late_come_first(client: Client) -> None:
    meeting = make_ready("Visit", **on(SOON))
    CountdownStep.objects.create(meeting=meeting, title="Hotel block", weeks_before=10)
    make_meeting("Draft", state="draft", **on(LONG))

    said = read(sign_in(client, make_organiser(meeting)), "/manage/").text

    assert "Late Hotel block: this was due on" in said


def test_requests_wait_for_staff_and_unsaved_texts_for_their_writer(client: Client) -> None:
    meeting = make_ready("Visit", **on(SOON))
    make_access_request(city=make_city(), to_staff_at=timezone.now() - SOON)
    staff, other = make_staff(), make_staff()
    autosaves.keep(Place.of(meeting, "introduction"), base="", text="<p>Half</p>", by=other)

    assert "Requests for access 1 decision waits." in read(sign_in(client, staff), "/manage/").text
    page = read(sign_in(client, other), "/manage/")
    assert "You were writing a text of it on" in page.text
    assert f"/manage/meetings/{meeting.slug}/texts/introduction/" in page.links


def test_registrations_wait_for_staff_and_chairs_and_leavers_for_staff(client: Client) -> None:
    group = make_group()
    meeting = make_ready("Visit", lead_group=group, **on(SOON))
    make_settings(meeting)
    for fields in ({"approval": "staff"}, {"approval": "city", "to_staff_at": timezone.now()}):
        make_registration(meeting=meeting, state="pending", **fields)
    make_registration(meeting=meeting, state="pending", approval="city")
    make_registration(meeting=meeting, person=make_former_representative())
    asked, gone = "2 registrations wait for an answer.", "1 who is registered does not represent"

    said = {
        person: read(sign_in(client, person), "/manage/").text
        for person in (make_staff(), make_chair(group), make_organiser(meeting))
    }

    assert [asked in text for text in said.values()] == [True, True, False]
    assert [gone in text for text in said.values()] == [True, False, False]
    assert f"/manage/meetings/{meeting.slug}/registration/" in (
        read(sign_in(client, next(iter(said))), "/manage/").links
    )


def test_a_chair_sees_the_own_group_and_an_organiser_the_own_meeting(client: Client) -> None:
    group = make_group()
    mine = make_meeting("Of the group", lead_group=group, **on(SOON))
    make_meeting("Of another group", **on(SOON))

    for person in (make_chair(group), make_organiser(mine)):
        said = read(sign_in(client, person), "/manage/").text

        assert "Of the group" in said
        assert "Of another group" not in said
        assert "Make a meeting" not in said


def test_old_meetings_are_history_and_a_written_report_is_not_asked_of_a_chair(
    client: Client,
) -> None:
    group = make_group()
    make_meeting("Long ago", lead_group=group, **on(timedelta(days=-400)))
    make_reported("Written", lead_group=group, state="published")

    said = read(sign_in(client, make_chair(group)), "/manage/").text

    assert "Long ago" not in said
    assert "Its report is written" not in said


def test_others_are_told_that_it_is_not_for_them(client: Client) -> None:
    read(sign_in(client, make_representative()), "/manage/", status=403)


def test_a_stranger_logs_in_first(client: Client) -> None:
    assert client.get("/manage/")["Location"] == "/accounts/login/?next=/manage/"


def test_seats_need_those_who_decide(client: Client) -> None:
    group = make_group()
    meeting = make_open_meeting("Full", lead_group=group, room_seats=2, **on(SOON))
    for _ in range(2):
        make_registration(meeting=meeting)
    RegistrationSettings.objects.filter(meeting=meeting).update(room_seats=1)
    over = timezone.now() - timedelta(hours=1)
    due = make_open_meeting("Due", allocation="by_selection", closes_at=over, **on(SOON))
    make_registration(meeting=due, state="pending")

    def said(person: Person) -> list[bool]:
        text = read(sign_in(client, person), "/manage/").text
        words = ("2 seats are held of 1: over by 1.", "select who comes: 1 request waits.")
        return [sentence in text for sentence in words]

    assert said(make_staff()) == [True, True]
    assert said(make_chair(group)) == [True, False]
    assert said(make_organiser(meeting)) == [False, False]
