"""Calendars as programs read them (RFC 5545, RFC 7986): what an event says, and the bytes of a calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Method(StrEnum):
    """What the program that gets an invitation by mail is to do (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Address:
    """Somebody by name and mail address."""

    name: str
    email: str


@dataclass(frozen=True)
class Invitation:
    """An entry on its way to one calendar: enters or renews it there, or takes it out."""

    method: Method
    content: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """One entry. It lasts whole days when ``starts`` and ``ends`` are dates, ``ends`` being its last day.

    A program keeps an entry by its ``uid`` and takes the new words when ``sequence`` or ``stamped_at`` rose: neither
    may ever fall. An event of whole days leaves its reader free; one of hours keeps them, unless it is cancelled, and
    so does one that its reader is to attend.
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
    organiser: Address | None = None
    attendee: Address | None = None

    @property
    def is_of_days(self) -> bool:
        return not isinstance(self.starts, datetime)


def calendar(
    *, name: str, url: str, events: Iterable[Event], zone: ZoneInfo | None = None
) -> bytes:
    """The calendar ``name`` of the page at ``url``. ``zone`` is that of its events of hours; they share one."""
    # The library that writes them is 3 MB in each process, and the job worker writes none.
    from portal.lib import ical_writing  # noqa: PLC0415

    return ical_writing.written(name=name, url=url, events=list(events), zone=zone)


def invitation(event: Event, *, method: Method) -> Invitation:
    """The one ``event`` for the calendar of its attendee."""
    from portal.lib import ical_writing  # noqa: PLC0415  as above

    return Invitation(method, ical_writing.invited(event, method=method).decode())
