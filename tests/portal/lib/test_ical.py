"""Calendars are read back as they were meant, whatever clocks and texts do."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from portal.lib import ical, ical_writing
from tests.calendars import Calendar, parse

NOW = datetime(2027, 1, 5, 12, 30, tzinfo=UTC)
PRAGUE = ZoneInfo("Europe/Prague")
REYKJAVIK = ZoneInfo("Atlantic/Reykjavik")


def event(**fields: Any) -> ical.Event:
    given: dict[str, Any] = {
        "uid": "1@example.org",
        "title": "Visit",
        "starts": date(2027, 6, 1),
        "ends": date(2027, 6, 2),
        "status": ical.Status.CONFIRMED,
        "sequence": 0,
        "changed_at": NOW,
        "stamped_at": NOW,
        "url": "https://portal.example.org/meetings/visit/",
    }
    return ical.Event(**(given | fields))


def written(*events: ical.Event, zone: ZoneInfo | None = None, name: str = "Network") -> Calendar:
    page = "https://portal.example.org/meetings/"
    return parse(ical.calendar(name=name, url=page, events=events, zone=zone))


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "starts_at", "ends_at"),
    [
        # The night to 28 March 2027: clocks in Prague go from 02:00 to 03:00.
        (PRAGUE, (3, 27, 9), (3, 27, 10), "2027-03-27T08:00Z", "2027-03-27T09:00Z"),
        (PRAGUE, (3, 28, 9), (3, 28, 10), "2027-03-28T07:00Z", "2027-03-28T08:00Z"),
        (PRAGUE, (3, 27, 22), (3, 28, 4), "2027-03-27T21:00Z", "2027-03-28T02:00Z"),
        # The night to 31 October 2027: back from 03:00 to 02:00.
        (PRAGUE, (10, 30, 9), (10, 30, 10), "2027-10-30T07:00Z", "2027-10-30T08:00Z"),
        (PRAGUE, (10, 31, 9), (10, 31, 10), "2027-10-31T08:00Z", "2027-10-31T09:00Z"),
        (PRAGUE, (10, 30, 22), (10, 31, 4), "2027-10-30T20:00Z", "2027-10-31T03:00Z"),
        # Reykjavík has one time all year.
        (REYKJAVIK, (3, 28, 9), (3, 28, 10), "2027-03-28T09:00Z", "2027-03-28T10:00Z"),
        (REYKJAVIK, (10, 31, 9), (10, 31, 10), "2027-10-31T09:00Z", "2027-10-31T10:00Z"),
        # A whole year's turn, and a summer on the other side of Europe.
        (PRAGUE, (12, 31, 23), (12, 31, 24), "2027-12-31T22:00Z", "2027-12-31T23:00Z"),
        (
            ZoneInfo("Europe/Lisbon"),
            (7, 1, 9),
            (7, 1, 10),
            "2027-07-01T08:00Z",
            "2027-07-01T09:00Z",
        ),
        (ZoneInfo("Europe/Kyiv"), (7, 1, 9), (7, 1, 10), "2027-07-01T06:00Z", "2027-07-01T07:00Z"),
        (ZoneInfo("UTC"), (7, 1, 9), (7, 1, 10), "2027-07-01T09:00Z", "2027-07-01T10:00Z"),
    ],
)
def test_hours_by_the_zone_that_the_calendar_states(
    zone: ZoneInfo, starts: tuple[int, ...], ends: tuple[int, ...], starts_at: str, ends_at: str
) -> None:
    def at(month: int, day: int, hour: int) -> datetime:
        if hour == 24:
            return datetime(2028, 1, 1, tzinfo=zone)
        return datetime(2027, month, day, hour, tzinfo=zone)

    read = written(event(starts=at(*starts), ends=at(*ends)), zone=zone)

    (entry,) = read.entries
    assert (entry.starts, entry.ends) == tuple(map(datetime.fromisoformat, (starts_at, ends_at)))
    assert read.zones == [zone.key]
    assert entry.zone == ("" if zone.key == "UTC" else zone.key)
    assert not entry.is_free


def test_days_have_no_hours_and_end_on_the_day_after() -> None:
    read = written(event())

    (entry,) = read.entries
    assert (entry.starts, entry.ends) == (date(2027, 6, 1), date(2027, 6, 3))
    assert "DTSTART;VALUE=DATE:20270601\r\n" in read.text
    assert read.zones == []
    assert entry.is_free


def test_what_is_cancelled_keeps_nobody_busy() -> None:
    hours: dict[str, Any] = {
        "starts": datetime(2027, 6, 1, 9, tzinfo=PRAGUE),
        "ends": datetime(2027, 6, 1, 10, tzinfo=PRAGUE),
    }

    read = written(event(**hours, status=ical.Status.CANCELLED), zone=PRAGUE)

    assert (read.entries[0].status, read.entries[0].is_free) == ("CANCELLED", True)


def test_texts_come_back_as_they_were() -> None:
    title = "Łódź, Αθήνα; Київ \\ İzmir: “homes” 🏠 " * 4
    text = "One line,\nanother; with \\n that is none\n– a dash"

    read = written(
        event(title=title, text=text, place="Náměstí 1, Brno; entrance B"), name="A; b, c"
    )

    (entry,) = read.entries
    assert (entry.title, entry.text) == (title, text)
    assert entry.place == "Náměstí 1, Brno; entrance B"
    assert read.name == "A; b, c"


def test_a_text_cannot_begin_another_property() -> None:
    read = written(event(title="Visit\r\nATTENDEE:mailto:someone@example.org"))

    assert "ATTENDEE" not in [line.split(":")[0] for line in read.text.split("\r\n")]


def test_a_calendar_says_how_often_to_come_again() -> None:
    read = written()

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in read.text
    assert "NAME:Network\r\n" in read.text
    assert "VERSION:2.0\r\n" in read.text


def test_times_of_change_are_utc() -> None:
    read = written(event(changed_at=NOW.astimezone(PRAGUE)))

    assert "DTSTAMP:20270105T123000Z\r\n" in read.text
    assert "LAST-MODIFIED:20270105T123000Z\r\n" in read.text


def test_the_same_events_are_the_same_bytes() -> None:
    assert written(event(), zone=PRAGUE).text == written(event(), zone=PRAGUE).text


@pytest.mark.parametrize(
    "key", ["Europe/Prague", "Europe/Dublin", "Atlantic/Azores", "Europe/Istanbul"]
)
def test_changes_of_the_clocks_are_told_by_the_clock_that_ends(key: str) -> None:
    """As RFC 5545 asks: the onset less TZOFFSETFROM is the moment at which the clocks change."""
    zone = ZoneInfo(key)
    content = ical.calendar(
        name="Network",
        url="https://portal.example.org/meetings/",
        events=[
            event(
                starts=datetime(2027, 6, 1, 9, tzinfo=zone),
                ends=datetime(2027, 6, 1, 10, tzinfo=zone),
            )
        ],
        zone=zone,
    )

    parts: list[Any] = icalendar.Calendar.from_ical(content).walk()
    told = [part for part in parts if "TZOFFSETTO" in part]

    for part in told[1:]:
        before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        for onset in ical_writing.onsets(part):
            moment = (onset - before).replace(tzinfo=UTC)
            earlier = moment - timedelta(seconds=1)
            assert earlier.astimezone(zone).utcoffset() == before
            assert moment.astimezone(zone).utcoffset() == after
    assert len(told) == (1 if key == "Europe/Istanbul" else 3)
