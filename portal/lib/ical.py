"""Calendars as programs read them (RFC 5545, RFC 7986): what an event says, and the bytes of a calendar.

Only this module knows the library that writes them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
REFRESHED_EVERY: Final = timedelta(hours=1)


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One entry. It lasts whole days when ``starts`` and ``ends`` are dates, ``ends`` being its last day.

    A program keeps an entry by its ``uid`` and takes the new words when ``sequence`` or ``stamped_at`` rose: neither
    may ever fall. An event of whole days leaves its reader free; one of hours keeps them, unless it is cancelled.
    """

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime
    status: Status
    sequence: int
    changed_at: datetime
    stamped_at: datetime
    url: str
    text: str = ""
    place: str = ""
    categories: Sequence[str] = field(default=())

    @property
    def is_of_days(self) -> bool:
        return not isinstance(self.starts, datetime)


def calendar(
    *, name: str, url: str, events: Iterable[Event], zone: ZoneInfo | None = None
) -> bytes:
    """The calendar ``name`` of the page at ``url``. ``zone`` is that of its events of hours; they share one."""
    entries = list(events)
    written = icalendar.Calendar()
    written.add("prodid", f"-//{settings.NETWORK_NAME}//Portal//EN")
    written.add("version", "2.0")
    written.add("calscale", "GREGORIAN")
    # Without a type the library leaves these two as they are, commas included.
    written.add("name", icalendar.vText(name))
    written.add("x-wr-calname", icalendar.vText(name))
    written.add("url", url)
    written.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    # The same, for programs from before RFC 7986.
    written.add("x-published-ttl", "PT1H")
    if zone is not None:
        written.add("x-wr-timezone", zone.key)
        written.add_component(_time_zone(zone.key, *_years(entries)))
    for entry in entries:
        written.add_component(_event(entry))
    return bytes(written.to_ical())


def _event(event: Event) -> icalendar.Event:
    written = icalendar.Event()
    written.add("uid", event.uid)
    written.add("dtstamp", event.stamped_at.astimezone(UTC))
    written.add("last-modified", event.changed_at.astimezone(UTC))
    written.add("sequence", event.sequence)
    written.add("status", event.status.value)
    written.add("summary", event.title)
    _add_moment(written, "dtstart", event.starts)
    # The end of whole days is the day after the last one.
    _add_moment(
        written, "dtend", event.ends + timedelta(days=1) if event.is_of_days else event.ends
    )
    if event.place:
        written.add("location", event.place)
    if event.text:
        written.add("description", event.text)
    if event.categories:
        written.add("categories", list(event.categories))
    written.add("url", event.url)
    is_free = event.is_of_days or event.status == Status.CANCELLED
    written.add("transp", "TRANSPARENT" if is_free else "OPAQUE")
    return written


def _add_moment(written: icalendar.Event, name: str, moment: date | datetime) -> None:
    """A day, or wall time with the name of its zone as we keep it.

    Given an aware time the library names another zone of the same clocks: UTC for Reykjavík.
    """
    zone = moment.tzinfo if isinstance(moment, datetime) else None
    if isinstance(moment, datetime) and isinstance(zone, ZoneInfo) and zone.key != "UTC":
        written.add(name, moment.replace(tzinfo=None), parameters={"TZID": zone.key})
    else:
        written.add(name, moment)


def _years(events: Sequence[Event]) -> tuple[int, int]:
    """The first and the last year in which its clocks are asked for; this one where there is nothing yet."""
    if not events:
        year = datetime.now(UTC).year
        return year, year
    return min(event.starts.year for event in events), max(event.ends.year for event in events)


@lru_cache(maxsize=256)
def _time_zone(key: str, first_year: int, last_year: int) -> icalendar.Timezone:
    """What the clocks of a zone do from the year before the first to the year after the last."""
    zone = icalendar.Timezone.from_tzinfo(
        ZoneInfo(key),
        tzid=key,
        first_date=date(first_year - 1, 1, 1),
        last_date=date(last_year + 1, 12, 31),
    )
    for part in zone.subcomponents:
        _tell_by_the_clock_before(part)
    return zone


def _tell_by_the_clock_before(part: Any) -> None:
    """A change is told by the clock that it ends (RFC 5545, 3.6.5): at 02:00 the clocks go on to 03:00.

    The library tells the first moment of the new clock, an hour too late where clocks go on.
    """
    skipped: timedelta = part["TZOFFSETTO"].td - part["TZOFFSETFROM"].td
    if skipped <= timedelta():
        return
    first, *later = [moment - skipped for moment in onsets(part)]
    for name in ("DTSTART", "RDATE"):
        part.pop(name, None)
    part.add("dtstart", first)
    if later:
        part.add("rdate", later)


def onsets(part: Any) -> list[datetime]:
    """All wall times at which this part of a time zone begins; the library's types tell less than it does."""
    more = part["RDATE"].dts if "RDATE" in part else []
    return [moment.dt for moment in (part["DTSTART"], *more)]
