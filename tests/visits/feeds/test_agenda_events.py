"""The items of an agenda as calendar programs are told of them, also when they change later."""

from datetime import date, datetime, time

import pytest

from portal.lib import ical
from tests.calendars import Calendar, Entry, parse
from tests.factories import make_city, make_day, make_draft, make_item, make_release
from visits.actions import agenda_items, releases
from visits.actions import meetings as meeting_actions
from visits.feeds import events
from visits.models import AgendaDay, AgendaItem, Meeting, Speaker

pytestmark = pytest.mark.django_db


def of_agenda(meeting: Meeting) -> Calendar:
    meeting = Meeting.objects.get(pk=meeting.pk)
    entries = events.of_agenda(meeting, meeting.releases.all())
    content = ical.calendar(name="One", url="https://x/", events=entries, zone=meeting.zone)
    return parse(content)


@pytest.fixture
def meeting() -> Meeting:
    return make_draft(
        "Homes",
        slug="brno-2027-06",
        hosts=(make_city("Brno", time_zone="Europe/Prague"),),
        starts_on=date(2027, 6, 1),
    )


@pytest.fixture
def day(meeting: Meeting) -> AgendaDay:
    return make_day(meeting=meeting)


def publish(meeting: Meeting) -> None:
    meeting_actions.publish(meeting=meeting, by=None)


def release(meeting: Meeting) -> None:
    releases.release_agenda(meeting=meeting, by=None)


def entry_of(meeting: Meeting, item: AgendaItem) -> Entry:
    (found,) = [one for one in of_agenda(meeting).entries if one.uid.startswith(str(item.uid))]
    return found


def test_every_item_is_an_entry_breaks_included(meeting: Meeting, day: AgendaDay) -> None:
    visit = make_item("A shared house", day=day, kind="visit", place="Main entrance", track="A")
    AgendaItem.objects.update(description="<p>By tram.</p>")
    Speaker.objects.create(item=visit, name="Officer of Brno", role="Officer", organisation="City")
    make_item("Coffee", day=day, kind="break", starts=time(11), ends=time(11, 30))
    publish(meeting)

    read = of_agenda(meeting)

    assert read.titles == ["A shared house", "Coffee"]
    assert read.zones == ["Europe/Prague"]
    entry = read["A shared house"]
    assert entry.starts.isoformat() == "2027-06-01T07:30:00+00:00"
    assert (entry.status, entry.sequence, entry.place) == ("CONFIRMED", 0, "Main entrance")
    address = f"http://localhost:8000/meetings/brno-2027-06/agenda/#item-{visit.pk}"
    assert entry.url == address
    assert entry.text.split("\n") == [
        "A",
        "By tram.",
        "Officer of Brno, Officer, City",
        address,
    ]


def test_what_is_not_released_is_not_told(meeting: Meeting, day: AgendaDay) -> None:
    make_item("Known", day=day)
    publish(meeting)
    make_item("Not yet", day=day)

    assert of_agenda(meeting).titles == ["Known"]


def test_an_item_may_pass_midnight(meeting: Meeting, day: AgendaDay) -> None:
    make_item("Night shift", day=day, starts=time(22), ends=time(1, 30), ends_next_day=True)
    publish(meeting)

    (entry,) = of_agenda(meeting).entries

    assert entry.starts.isoformat() == "2027-06-01T20:00:00+00:00"
    assert entry.ends.isoformat() == "2027-06-01T23:30:00+00:00"


@pytest.mark.parametrize(
    ("zone", "on", "starts_at", "ends_at"),
    [
        # The clocks change while the item lasts: in Prague an hour less, then an hour more.
        ("Europe/Prague", date(2027, 3, 27), "2027-03-27T21:00Z", "2027-03-28T02:00Z"),
        ("Europe/Prague", date(2027, 10, 30), "2027-10-30T20:00Z", "2027-10-31T03:00Z"),
        ("Atlantic/Reykjavik", date(2027, 3, 27), "2027-03-27T22:00Z", "2027-03-28T04:00Z"),
        ("Atlantic/Reykjavik", date(2027, 10, 30), "2027-10-30T22:00Z", "2027-10-31T04:00Z"),
    ],
)
def test_a_night_in_which_clocks_change(zone: str, on: date, starts_at: str, ends_at: str) -> None:
    night = make_draft(starts_on=on, time_zone=zone, hosts=(make_city(time_zone=zone),))
    evening, dawn = time(22), time(4)
    day = make_day(meeting=night)
    make_item("Night shift", day=day, starts=evening, ends=dawn, ends_next_day=True)
    make_item("Morning", day=make_day(meeting=night, on=on.replace(day=on.day + 1)))
    publish(night)

    read = of_agenda(night)

    entry = read["Night shift"]
    assert [entry.starts, entry.ends] == [datetime.fromisoformat(at) for at in (starts_at, ends_at)]
    assert read.zones == [zone]
    offset = {"Europe/Prague": {3: 2, 10: 1}}.get(zone, {}).get(on.month, 0)
    assert read["Morning"].starts.isoformat()[11:16] == f"{9 - offset:02}:30"


def test_a_moved_item_keeps_its_uid_and_raises_its_sequence(
    meeting: Meeting, day: AgendaDay
) -> None:
    moved = make_item("Moved", day=day)
    same = make_item("Same", day=day, starts=time(14), ends=time(15))
    publish(meeting)
    first, other = entry_of(meeting, moved), entry_of(meeting, same)

    agenda_items.move_item(item=moved, starts=time(16), ends=time(17), by=None)
    release(meeting)

    second = entry_of(meeting, moved)
    assert second.uid == first.uid
    assert (first.sequence, second.sequence) == (0, 1)
    assert second.starts.isoformat() == "2027-06-01T14:00:00+00:00"
    assert second.changed_at >= first.changed_at
    assert entry_of(meeting, same).sequence == other.sequence == 0


def test_a_release_after_the_rules_of_clocks_changed_raises_the_sequence(
    meeting: Meeting, day: AgendaDay
) -> None:
    item = make_item("Not touched", day=day)
    publish(meeting)
    first = meeting.releases.get()
    first.content["days"][0]["utc_offset"] += 60
    first.save()

    release(meeting)

    assert entry_of(meeting, item).sequence == 1


def test_a_sequence_never_falls_over_releases(meeting: Meeting, day: AgendaDay) -> None:
    item = make_item("Moved, and back", day=day)
    publish(meeting)
    told = [entry_of(meeting, item).sequence]

    for hour in (16, 9, 9, 9, 16):
        agenda_items.move_item(item=item, starts=time(hour), ends=time(hour + 1), by=None)
        release(meeting)
        told.append(entry_of(meeting, item).sequence)

    assert told == [0, 1, 2, 2, 2, 5]


def test_an_item_that_was_away_comes_back_newer(meeting: Meeting, day: AgendaDay) -> None:
    item = make_item("Away", day=day)
    make_item("Stays", day=day)
    publish(meeting)
    without = meeting.releases.get().content
    without["days"][0]["items"] = without["days"][0]["items"][1:]
    make_release(meeting, content=without)
    assert of_agenda(meeting).titles == ["Stays"]

    release(meeting)

    assert entry_of(meeting, item).sequence == 2


def test_a_cancelled_item_stays_with_its_reason(meeting: Meeting, day: AgendaDay) -> None:
    item = make_item("Not to be", day=day)
    make_item("Is to be", day=day)
    publish(meeting)

    agenda_items.cancel_item(item=item, reason="The speaker is ill.", by=None)
    release(meeting)

    read = of_agenda(meeting)
    assert (read["Not to be"].status, read["Not to be"].sequence) == ("CANCELLED", 1)
    assert read["Not to be"].text.startswith("Cancelled: The speaker is ill.")
    assert (read["Is to be"].status, read["Is to be"].sequence) == ("CONFIRMED", 0)


def test_a_cancelled_day_cancels_its_items(meeting: Meeting, day: AgendaDay) -> None:
    make_item("On the first", day=day)
    make_item("On the second", day=make_day(meeting=meeting, on=date(2027, 6, 2)))
    publish(meeting)
    AgendaDay.objects.filter(pk=day.pk).update(
        cancelled_at=meeting.created_at, cancel_reason="The trains stand still."
    )

    release(meeting)

    read = of_agenda(meeting)
    assert {entry.title: (entry.status, entry.sequence) for entry in read.entries} == {
        "On the first": ("CANCELLED", 1),
        "On the second": ("CONFIRMED", 0),
    }
    assert "The trains stand still." in read["On the first"].text


def test_a_cancelled_meeting_cancels_all_of_its_items(meeting: Meeting, day: AgendaDay) -> None:
    item = make_item(day=day)
    publish(meeting)
    Meeting.objects.update(state="cancelled", sequence=1)

    entry = entry_of(meeting, item)

    assert (entry.status, entry.sequence) == ("CANCELLED", 1)


def test_items_of_a_tentative_meeting_are_tentative(meeting: Meeting, day: AgendaDay) -> None:
    item = make_item(day=day)
    publish(meeting)
    Meeting.objects.update(dates="tentative")

    assert entry_of(meeting, item).status == "TENTATIVE"


def test_without_a_release_there_is_a_calendar_with_nothing_in_it(meeting: Meeting) -> None:
    read = of_agenda(meeting)

    assert (read.entries, read.zones) == ([], ["Europe/Prague"])
