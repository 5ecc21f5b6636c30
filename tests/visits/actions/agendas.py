"""Agendas for tests of what is done to them: made from lines, and read back as lines."""

from datetime import date, time

from tests.factories import make_day, make_item, make_meeting
from visits.models import AgendaDay, AgendaItem, Meeting

FIRST, SECOND, THIRD = (date(2027, 6, day) for day in (1, 2, 3))


def make_agenda(*lines: str, on: date = FIRST, meeting: Meeting | None = None) -> Meeting:
    """A meeting of 1 and 2 June 2027 with the items of ``lines``: "09:00 10:00 Welcome" or "09:00 10:00 @A Walk"."""
    meeting = meeting or make_meeting(starts_on=FIRST, ends_on=SECOND)
    day = make_day(meeting=meeting, on=on)
    for line in lines:
        starts, ends, title = line.split(" ", 2)
        track, _, title = (
            title.rpartition("@")[2].partition(" ") if "@" in title else ("", "", title)
        )
        begins, finishes = time.fromisoformat(starts), time.fromisoformat(ends)
        make_item(
            title,
            day=day,
            starts=begins,
            ends=finishes,
            ends_next_day=finishes <= begins,
            track=track,
        )
    return meeting


def item_of(meeting: Meeting, title: str) -> AgendaItem:
    return AgendaItem.objects.select_related("day__meeting").get(day__meeting=meeting, title=title)


def day_of(meeting: Meeting, on: date = FIRST) -> AgendaDay:
    return AgendaDay.objects.select_related("meeting").get(meeting=meeting, on=on)


def lines(meeting: Meeting, on: date = FIRST) -> list[str]:
    """The items of a day, in order, as ``make_agenda`` takes them."""
    return [
        f"{item.starts:%H:%M} {item.ends:%H:%M} {f'@{item.track} ' if item.track else ''}{item.title}"
        for item in AgendaItem.objects.filter(day__meeting=meeting, day__on=on)
    ]
