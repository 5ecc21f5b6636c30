"""A calendar as its reader's program takes it: parsed by another library than the one that wrote it.

Moments come out by the time zones that the calendar itself states, not by those of this machine.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import vobject
from django.test import Client


@dataclass(frozen=True)
class Entry:
    """One event; ``starts`` and ``ends`` are UTC, or days."""

    uid: str
    title: str
    starts: date
    ends: date
    status: str
    sequence: int
    place: str
    text: str
    url: str
    stamped_at: datetime
    changed_at: datetime
    is_free: bool
    zone: str


@dataclass(frozen=True)
class Calendar:
    name: str
    zones: list[str]
    entries: list[Entry]
    text: str

    def __getitem__(self, title: str) -> Entry:
        (found,) = [entry for entry in self.entries if entry.title == title]
        return found

    @property
    def titles(self) -> list[str]:
        return [entry.title for entry in self.entries]


def by_another_library(text: str) -> Any:
    """Read with the time zones that it states itself: the library keeps those of the first calendar that it ever read."""
    known: dict[str, Any] = vars(vobject.icalendar)["__tzidMap"]
    for zone in set(known) - {"UTC"}:
        del known[zone]
    return vobject.readOne(text, validate=True)


def parse(content: bytes) -> Calendar:
    text = content.decode()
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75, line
        assert "\n" not in line
    read = by_another_library(text)
    zones = [zone.tzid.value for zone in read.contents.get("vtimezone", [])]
    entries = [_entry(event) for event in read.contents.get("vevent", [])]
    assert len({entry.uid for entry in entries}) == len(entries)
    assert {entry.zone for entry in entries} <= {*zones, ""}
    return Calendar(_value(read, "x-wr-calname"), zones, entries, text)


def fetch(client: Client, address: str) -> Calendar:
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return parse(response.content)


def _entry(event: Any) -> Entry:
    zone = event.dtstart.params.get("X-VOBJ-ORIGINAL-TZID", [""])[0]
    return Entry(
        uid=event.uid.value,
        title=event.summary.value,
        starts=_moment(event.dtstart.value),
        ends=_moment(event.dtend.value),
        status=event.status.value,
        sequence=int(event.sequence.value),
        place=_value(event, "location"),
        text=_value(event, "description"),
        url=event.url.value,
        stamped_at=event.dtstamp.value,
        changed_at=event.contents["last-modified"][0].value,
        is_free=event.transp.value == "TRANSPARENT",
        zone=zone,
    )


def _moment(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _value(component: Any, name: str) -> str:
    found = component.contents.get(name)
    return str(found[0].value) if found else ""
