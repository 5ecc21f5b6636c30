"""Meetings as calendar programs are told of them, also when they change later."""

from datetime import date

import pytest

from portal.lib import ical
from tests.calendars import Calendar, parse
from tests.factories import make_city, make_group, make_meeting
from visits.actions.meetings import describe_meeting, fix_dates
from visits.feeds import events
from visits.models import Meeting

pytestmark = pytest.mark.django_db


def of_meetings() -> Calendar:
    meetings = Meeting.objects.order_by("pk").select_related("lead_group", "forum")
    content = ical.calendar(name="All", url="https://x/", events=events.of_meetings(meetings))
    return parse(content)


def test_a_meeting_is_an_entry_of_its_days() -> None:
    meeting = make_meeting(
        "Homes",
        hosts=(make_city("Brno", country="Czechia"),),
        lead_group=make_group("Urban farming"),
        joint_groups=(make_group("Night mayors"),),
        starts_on=date(2027, 6, 1),
        venue="New Town Hall",
        introduction="<p>First.</p><ul><li>See &amp; learn</li></ul>",
        sequence=2,
    )

    (entry,) = of_meetings().entries

    assert (entry.starts, entry.ends) == (date(2027, 6, 1), date(2027, 6, 3))
    assert (entry.status, entry.sequence) == ("CONFIRMED", 2)
    assert entry.uid == f"meeting-{meeting.pk}@localhost"
    assert entry.place == "New Town Hall, Brno, Czechia"
    assert entry.url == "http://localhost:8000/meetings/homes/"
    assert entry.text.split("\n") == [
        "Study visit of Urban farming, Night mayors",
        "First.",
        "– See & learn",
        "http://localhost:8000/meetings/homes/",
    ]


def test_a_city_that_the_address_names_is_not_named_twice() -> None:
    make_meeting(hosts=(make_city("Brno"),), venue="Town Hall", address="Square 1, Brno")
    make_meeting("Afar", mode="online")

    read = of_meetings()

    assert [entry.place for entry in read.entries] == ["Town Hall, Square 1, Brno", "Online"]


def test_tentative_days_are_tentative() -> None:
    make_meeting(dates="tentative", starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2))

    (entry,) = of_meetings().entries

    assert entry.status == "TENTATIVE"
    assert "do not book anything" in entry.text


def test_a_month_or_nothing_is_no_entry() -> None:
    make_meeting(dates="tentative", month_on=date(2027, 10, 1))
    make_meeting(dates="unknown")

    assert of_meetings().entries == []


def test_a_tentative_meeting_that_is_fixed_later_keeps_its_uid() -> None:
    meeting = make_meeting(
        dates="tentative",
        starts_on=date(2027, 6, 1),
        ends_on=date(2027, 6, 2),
        hosts=(make_city(),),
    )
    (before,) = of_meetings().entries

    fix_dates(meeting=meeting, starts_on=date(2027, 6, 8), ends_on=date(2027, 6, 9), by=None)

    (after,) = of_meetings().entries
    assert (after.uid, after.starts, after.status) == (before.uid, date(2027, 6, 8), "CONFIRMED")
    assert after.sequence > before.sequence
    assert after.stamped_at >= before.stamped_at


def test_a_cancelled_meeting_stays_and_says_so() -> None:
    make_meeting(state="cancelled")

    (entry,) = of_meetings().entries

    assert entry.status == "CANCELLED"
    assert entry.text.startswith("This meeting is cancelled.")


def test_a_postponed_meeting_is_taken_off_the_days_it_was_announced_for() -> None:
    make_meeting(
        dates="unknown",
        published_starts_on=date(2027, 6, 1),
        published_ends_on=date(2027, 6, 2),
        sequence=1,
    )

    (entry,) = of_meetings().entries

    assert (entry.status, entry.starts) == ("CANCELLED", date(2027, 6, 1))
    assert entry.text.startswith("This meeting is postponed")


def test_a_moved_meeting_says_where_it_was() -> None:
    make_meeting(
        starts_on=date(2027, 6, 8),
        published_starts_on=date(2027, 6, 1),
        published_ends_on=date(2027, 6, 2),
    )

    (entry,) = of_meetings().entries

    assert (entry.status, entry.starts) == ("CONFIRMED", date(2027, 6, 8))
    assert entry.text.startswith("Originally planned for 1–2 June 2027.")


def test_what_is_said_of_a_meeting_moves_its_stamp() -> None:
    meeting = make_meeting(hosts=(make_city(),))
    (before,) = of_meetings().entries

    describe_meeting(meeting=meeting, title="Another title", by=None)

    (after,) = of_meetings().entries
    assert (after.uid, after.title) == (before.uid, "Another title")
    assert Meeting.objects.get().changed_at > meeting.changed_at
