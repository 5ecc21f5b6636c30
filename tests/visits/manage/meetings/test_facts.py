"""What is said of a meeting and when it is held, changed at the desk; a stale form overwrites nothing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_chair,
    make_city,
    make_day,
    make_draft,
    make_forum,
    make_group,
    make_item,
    make_meeting,
    make_organiser,
    make_staff,
    sign_in,
)
from tests.pages import read
from visits.models import Meeting

pytestmark = pytest.mark.django_db

JUNE = date(2027, 6, 1)


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


def address(meeting: Meeting, part: str) -> str:
    return f"/manage/meetings/{meeting.slug}/{part}/"


def form_of(client: Client, meeting: Meeting, part: str) -> dict[str, Any]:
    """What the browser would send if nothing was touched."""
    form = client.get(address(meeting, part)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: "" if value is None else value for name, value in values.items() if value is not False
    }


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_staff_change_all_of_it_and_calendars_are_told_once(desk: Client) -> None:
    brno, riga = make_city("Brno"), make_city("Riga", time_zone="Europe/Riga")
    group, joint = make_group("Homes"), make_group("Work")
    before = make_meeting("Before", lead_group=group)
    meeting = make_meeting(hosts=(brno,), lead_group=group, starts_on=JUNE)
    sent = form_of(desk, meeting, "facts") | {
        "kind": "forum",
        "forum": make_forum("Culture").pk,
        "hosts": [riga.pk, brno.pk],
        "joint_groups": [joint.pk],
        "time_zone": "Europe/Riga",
        "page_audience": "group",
        "follows": before.pk,
    }

    response = desk.post(address(meeting, "facts"), sent)
    desk.post(address(meeting, "facts"), form_of(desk, meeting, "facts"))

    meeting.refresh_from_db()
    assert response["Location"] == f"/manage/meetings/{meeting.slug}/"
    assert [row.city for row in meeting.host_rows.all()] == [riga, brno]
    assert (meeting.kind, meeting.page_audience, meeting.follows) == ("forum", "group", before)
    assert [one.name for one in meeting.joint_groups.all()] == ["Work"]
    assert (meeting.time_zone, meeting.sequence) == ("Europe/Riga", 1)


@pytest.mark.parametrize("who", ["chair", "organiser"])
def test_who_prepares_it_changes_what_is_theirs_alone(client: Client, who: str) -> None:
    group = make_group()
    meeting = make_meeting(hosts=(make_city(),), lead_group=group)
    sign_in(client, make_chair(group) if who == "chair" else make_organiser(meeting))
    sent = form_of(client, meeting, "facts")

    client.post(
        address(meeting, "facts"),
        sent | {"venue": "Town Hall", "page_audience": "group", "hosts": []},
    )

    meeting.refresh_from_db()
    assert set(sent) == {"title", "mode", "venue", "address", "time_zone", "seen"}
    assert (meeting.venue, meeting.page_audience) == ("Town Hall", "public")
    assert meeting.hosts.count() == 1


def test_a_stale_form_overwrites_nothing_until_it_is_sent_again(desk: Client) -> None:
    meeting = make_meeting(venue="Library", hosts=(make_city(),))
    sent = form_of(desk, meeting, "facts") | {"venue": "Town Hall"}
    Meeting.objects.filter(pk=meeting.pk).update(venue="Museum")

    refused = desk.post(address(meeting, "facts"), sent)

    meeting.refresh_from_db()
    assert meeting.venue == "Museum"
    assert "Somebody changed this meanwhile" in text_of(refused)
    assert "<dt>Venue</dt><dd>Museum</dd>" in text_of(refused)
    assert 'value="Town Hall"' in text_of(refused)
    again = sent | {"seen": refused.context["form"]["seen"].value()}
    desk.post(address(meeting, "facts"), again)
    meeting.refresh_from_db()
    assert meeting.venue == "Town Hall"


def test_work_on_the_agenda_does_not_turn_a_form_away(desk: Client) -> None:
    meeting = make_meeting(hosts=(make_city(),))
    sent = form_of(desk, meeting, "facts") | {"venue": "Town Hall"}
    Meeting.objects.filter(pk=meeting.pk).update(version=7)

    desk.post(address(meeting, "facts"), sent)

    meeting.refresh_from_db()
    assert meeting.venue == "Town Hall"


def test_another_zone_keeps_the_hours_on_the_clock(desk: Client) -> None:
    at = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
    draft = make_draft(time_zone="Europe/Prague", publish_at=at, starts_on=JUNE)
    make_city("Reykjavík", time_zone="Atlantic/Reykjavik")
    item = make_item(day=make_day(meeting=draft))
    page = read(desk, address(draft, "facts"))

    desk.post(
        address(draft, "facts"),
        form_of(desk, draft, "facts") | {"time_zone": "Atlantic/Reykjavik"},
    )

    draft.refresh_from_db()
    item.refresh_from_db()
    assert "9:00 stays 9:00" in page.text
    assert draft.publish_at == at + timedelta(hours=1)
    assert item.starts_at == datetime(2027, 6, 1, 9, 30, tzinfo=UTC)


def test_a_published_meeting_keeps_a_host(desk: Client) -> None:
    meeting = make_meeting(hosts=(make_city("Brno"),))
    sent = form_of(desk, meeting, "facts") | {"hosts": []}

    refused = desk.post(address(meeting, "facts"), sent)
    desk.post(address(meeting, "facts"), sent | {"mode": "online"})

    assert "only an online one goes without" in text_of(refused)
    assert meeting.hosts.count() == 0


# Dates -------------------------------------------------------------------------------------------


def test_a_drafts_dates_change_freely_and_its_agenda_moves_along(desk: Client) -> None:
    draft = make_draft(hosts=(make_city("Brno"),), starts_on=JUNE, slug="brno-2027-06")
    for number in range(2):
        make_day(meeting=draft, on=JUNE + timedelta(days=number))

    desk.post(
        address(draft, "dates"),
        form_of(desk, draft, "dates") | {"starts_on": "2027-05-31", "ends_on": "2027-06-01"},
    )

    draft.refresh_from_db()
    assert [str(day.on) for day in draft.days.all()] == ["2027-05-31", "2027-06-01"]
    assert (draft.slug, draft.sequence) == ("brno-2027-05", 0)
    desk.post(
        address(draft, "dates"),
        form_of(desk, draft, "dates") | {"when": "month", "month": f"{timezone.localdate():%Y-%m}"},
    )
    draft.refresh_from_db()
    assert (draft.dates, draft.starts_on) == ("tentative", None)


def test_tentative_days_of_a_published_meeting_change_and_are_fixed(desk: Client) -> None:
    meeting = make_meeting(hosts=(make_city(),), dates="tentative")

    for when, first in (("days", "2027-06-01"), ("days", "2027-06-08"), ("fixed", "2027-06-09")):
        sent = form_of(desk, meeting, "dates") | {"when": when, "starts_on": first, "ends_on": ""}
        desk.post(address(meeting, "dates"), sent)

    meeting.refresh_from_db()
    assert (meeting.dates, meeting.starts_on) == ("fixed", date(2027, 6, 9))
    assert meeting.original_days == (JUNE, JUNE)
    assert meeting.sequence == 3


def test_published_days_do_not_go(desk: Client) -> None:
    tentative = make_meeting(
        "Perhaps", dates="tentative", starts_on=JUNE, ends_on=JUNE, hosts=(make_city(),)
    )
    fixed = make_meeting("Surely", starts_on=JUNE, hosts=(make_city(),))

    refused = desk.post(
        address(tentative, "dates"), form_of(desk, tentative, "dates") | {"when": "unknown"}
    )
    desk.post(address(fixed, "dates"), form_of(desk, fixed, "dates") | {"starts_on": "2027-05-01"})

    assert "Its tentative days are published" in text_of(refused)
    assert "fixed and published" in read(desk, address(fixed, "dates")).text
    assert set(Meeting.objects.values_list("starts_on", flat=True)) == {JUNE}


def test_days_over_a_clock_change_are_told_when_they_are_saved(desk: Client) -> None:
    draft = make_draft(time_zone="Europe/Prague", dates="unknown")
    sent = form_of(desk, draft, "dates")

    page = desk.post(
        address(draft, "dates"),
        sent | {"when": "fixed", "starts_on": "2027-03-27", "ends_on": "2027-03-28"},
        follow=True,
    )

    assert "On Sunday 28 March 2027 clocks go forward by 60 minutes." in text_of(page)


def test_the_agenda_before_is_taken_over_once_there_are_days(desk: Client) -> None:
    before = make_meeting(starts_on=date(2026, 1, 5))
    make_item("Welcome", day=make_day(meeting=before), place="Old hall")
    draft = make_draft(dates="unknown", follows=before)
    sent = form_of(desk, draft, "dates")

    desk.post(address(draft, "dates"), sent | {"when": "days", "starts_on": "2027-06-01"})

    item = draft.days.get().items.get()
    assert (item.title, item.place, item.day.on) == ("Welcome", "", JUNE)
    draft.refresh_from_db()
    assert "takes_agenda" not in form_of(desk, draft, "dates")
