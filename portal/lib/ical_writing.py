"""The bytes of a calendar. Only this module knows the library that writes them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings

from portal.lib.ical import Address, Event, Method, Status

REFRESHED_EVERY: Final = timedelta(hours=1)


def written(*, name: str, url: str, events: Sequence[Event], zone: ZoneInfo | None) -> bytes:
    calendar = _begun()
    # Without a type the library leaves these two as they are, commas included.
    calendar.add("name", icalendar.vText(name))
    calendar.add("x-wr-calname", icalendar.vText(name))
    calendar.add("url", url)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    # The same, for programs from before RFC 7986.
    calendar.add("x-published-ttl", "PT1H")
    if zone is not None:
        calendar.add("x-wr-timezone", zone.key)
        calendar.add_component(_time_zone(zone.key, *_years(events)))
    for event in events:
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def invited(event: Event, *, method: Method) -> bytes:
    """One event as a mail carries it; its zone is that of its hours."""
    calendar = _begun()
    calendar.add("method", method.value)
    zone = event.starts.tzinfo if isinstance(event.starts, datetime) else None
    if isinstance(zone, ZoneInfo):
        calendar.add_component(_time_zone(zone.key, *_years([event])))
    calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _begun() -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{settings.NETWORK_NAME}//Portal//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


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
    is_free = event.is_of_days and event.attendee is None
    is_over = event.status == Status.CANCELLED
    written.add("transp", "TRANSPARENT" if is_free or is_over else "OPAQUE")
    _add_people(written, event)
    return written


def _add_people(written: icalendar.Event, event: Event) -> None:
    """Whoever is invited has said yes here already, and is not asked again."""
    if event.organiser is not None:
        written.add("organizer", _address(event.organiser))
    if event.attendee is not None:
        attendee = _address(event.attendee)
        attendee.params |= {
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "ACCEPTED",
            "RSVP": "FALSE",
        }
        written.add("attendee", attendee)


def _address(who: Address) -> icalendar.vCalAddress:
    """A parameter knows no way to write a quote or the end of a line."""
    address = icalendar.vCalAddress(f"mailto:{who.email}")
    address.params["CN"] = " ".join(who.name.replace('"', "'").split())
    return address


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
