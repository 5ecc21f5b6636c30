"""The history tells who did what and when, in words and with a difference that can be read; never in HTML."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import (
    make_chair,
    make_city,
    make_day,
    make_draft,
    make_group,
    make_item,
    make_meeting,
    make_organiser,
    make_staff,
    sign_in,
)
from tests.visits.manage.history.changed import TODAY, YESTERDAY, dated, describe_at
from visits.actions.agenda_items import add_item, edit_item
from visits.actions.meetings import publish
from visits.actions.practical import add_part, remove_part
from visits.models import MeetingHistory

pytestmark = pytest.mark.django_db


def test_who_when_and_the_words_that_changed(client: Client) -> None:
    staff = make_staff("Network staff")
    meeting = make_meeting("Study visit", introduction="<p>Come to see the hall.</p>")
    describe_at(
        TODAY, meeting, staff, introduction="<p>Come to see the <strong>market</strong> hall.</p>"
    )

    page = sign_in(client, staff).get("/manage/meetings/study-visit/history/")

    text = page.content.decode()
    assert "Page changed" in text
    assert "Network staff" in text
    assert "Sunday 22 November 2026" in text
    assert '<ins><span class="visually-hidden">new: </span>market</ins>' in text
    assert "&lt;strong&gt;" not in text


def test_publishing_and_releases_stand_among_them(client: Client) -> None:
    staff = make_staff()
    meeting = make_draft("Study visit", hosts=(make_city("Milan"),))
    make_item("Opening", day=make_day(meeting=meeting))
    publish(meeting=meeting, by=staff)

    text = sign_in(client, staff).get(f"/manage/meetings/{meeting.slug}/history/").content.decode()

    assert "Meeting published" in text
    assert "Agenda released: release 1" in text


def test_work_on_the_agenda_is_told_as_one_piece(client: Client) -> None:
    staff, meeting = make_staff(), make_draft("Study visit")
    item = make_item("Opening", day=make_day(meeting=meeting))
    for minute in range(4):
        edit_item(
            item=item, version=None, by=staff, title=f"Opening {minute}", kind=item.kind,
            starts=item.starts, ends=item.ends, place="", track="", description="",
        )  # fmt: skip
        dated(TODAY + timedelta(minutes=minute))

    text = sign_in(client, staff).get(f"/manage/meetings/{meeting.slug}/history/").content.decode()

    assert "Agenda edited: 4 steps" in text
    assert text.count('<li class="act">') == 1 + text.count("Found when its history began")


def test_what_was_done_past_all_actions_is_nobodys(client: Client) -> None:
    meeting = make_meeting("Study visit", introduction="<p>Come.</p>")
    type(meeting).objects.filter(pk=meeting.pk).update(introduction="<p>Repaired.</p>")
    # The first version belongs to no act either: only the repair is told.
    assert MeetingHistory.objects.filter(pgh_obj=meeting, entry_id=None).count() == 2

    page = sign_in(client, make_staff()).get("/manage/meetings/study-visit/history/")

    assert "Changed outside the portal" in page.content.decode()


def test_a_removed_part_says_what_it_said(client: Client) -> None:
    staff, meeting = make_staff(), make_meeting("Study visit")
    part = add_part(meeting=meeting, kind="hotel", heading="Hotel", text="<p>Code 7.</p>", by=staff)
    dated(YESTERDAY)
    remove_part(part=part, by=staff)
    dated(TODAY)

    text = sign_in(client, staff).get("/manage/meetings/study-visit/history/").content.decode()

    assert "Practical information removed" in text
    assert '<del><span class="visually-hidden">taken out: </span>Code 7.</del>' in text


def test_readers_and_other_chairs_do_not_see_it(client: Client) -> None:
    group = make_group()
    meeting = make_meeting("Study visit", lead_group=group)
    address = "/manage/meetings/study-visit/history/"

    assert client.get(address).status_code == 302
    assert sign_in(client, make_chair(make_group())).get(address).status_code == 403
    assert sign_in(client, make_chair(group)).get(address).status_code == 200
    assert sign_in(client, make_organiser(meeting)).get(address).status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_queries_are_few_however_much_was_done(
    client: Client, django_assert_max_num_queries: object, number: int
) -> None:
    staff, meeting = make_staff(), make_meeting("Study visit")
    day = make_day(meeting=meeting)
    for hour in range(number):
        by = make_staff()
        describe_at(TODAY + timedelta(hours=hour), meeting, by, introduction=f"<p>{hour}</p>")
        item = make_item(f"Item {hour}", day=day)
        add_item(
            day=day, title="Another", starts=item.starts, ends=item.ends, by=by,
        )  # fmt: skip
    sign_in(client, staff)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/manage/meetings/study-visit/history/")
