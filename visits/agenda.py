"""The agenda as it is read: from a release's content, by day and by slot, and what changed between two."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from visits.models import AgendaDay, AgendaItem, Meeting, Release, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable

PAUSES: Final = frozenset({AgendaItem.Kind.BREAK, AgendaItem.Kind.MEAL, AgendaItem.Kind.TRAVEL})


@dataclass(frozen=True)
class SpokenBy:
    """Who speaks at an item, as it was released."""

    name: str
    role: str = ""
    organisation: str = ""
    city: str = ""
    city_slug: str = ""


@dataclass(frozen=True)
class Item:
    """One item of a released agenda; its instants are derived from the day, the times and the zone."""

    id: int
    uid: str
    kind: str
    title: str
    description: str
    on: date
    starts: time
    ends: time
    ends_next_day: bool
    place: str
    track: str
    cancel_reason: str
    speakers: tuple[SpokenBy, ...]
    zone: ZoneInfo

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.on, self.starts, self.zone)

    @property
    def ends_at(self) -> datetime:
        day = self.on + timedelta(days=1) if self.ends_next_day else self.on
        return datetime.combine(day, self.ends, self.zone)

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancel_reason)

    @property
    def is_pause(self) -> bool:
        return self.kind in PAUSES

    def get_kind_display(self) -> str:
        return str(AgendaItem.Kind(self.kind).label)


@dataclass
class Slot:
    """Items that run in parallel: each overlaps, in wall time, with another of the slot."""

    items: list[Item]

    @property
    def is_parallel(self) -> bool:
        return len(self.items) > 1

    @property
    def has_one_time(self) -> bool:
        """All of its items begin and end together, so that the time is said once."""
        return len({(item.starts_at, item.ends_at) for item in self.items}) == 1


@dataclass(frozen=True)
class Day:
    """A day as it was released; ``utc_offset`` is by how many minutes its clocks differed at noon, by the rules of
    then: local times stay when rules change, and their instants do not."""

    on: date
    heading: str
    cancel_reason: str
    items: tuple[Item, ...]
    utc_offset: int = 0

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancel_reason)

    @property
    def slots(self) -> list[Slot]:
        """The items by start; those that overlap stand in one slot."""
        slots: list[Slot] = []
        until = datetime.min  # noqa: DTZ901 - wall time, within one day
        for item in sorted(self.items, key=lambda one: (one.starts, one.track)):
            starts, ends = (
                moment.replace(tzinfo=None) for moment in (item.starts_at, item.ends_at)
            )
            if slots and starts < until:
                slots[-1].items.append(item)
                until = max(until, ends)
            else:
                slots.append(Slot([item]))
                until = ends
        return slots


@dataclass(frozen=True)
class Agenda:
    """A release, ready to be shown."""

    days: list[Day] = field(default_factory=list)
    time_zone: str = ""

    @classmethod
    def of(cls, release: Release) -> Agenda:
        """Read what ``snapshot`` wrote."""
        return cls.read(release.content)

    @classmethod
    def read(cls, content: dict[str, Any]) -> Agenda:
        zone = ZoneInfo(content["time_zone"])
        return cls([_day(day, zone) for day in content["days"]], content["time_zone"])

    def items(self) -> Iterable[Item]:
        return (item for day in self.days for item in day.items)


def snapshot(meeting: Meeting) -> dict[str, Any]:
    """The content of a release, from the rows of the draft."""
    days = meeting.days.prefetch_related("items__speakers__person", "items__speakers__city")
    return content_of(meeting, days)


def content_of(meeting: Meeting, days: Iterable[AgendaDay]) -> dict[str, Any]:
    """The same of ``days`` that come with their items, and these with their speakers."""
    zone = meeting.zone
    return {"time_zone": meeting.time_zone, "days": [_day_content(day, zone) for day in days]}


def utc_offset(on: date, zone: ZoneInfo) -> int:
    """By how many minutes clocks in the zone differ from universal time at noon, by the rules known today."""
    offset = datetime.combine(on, time(12), zone).utcoffset() or timedelta()
    return int(offset.total_seconds()) // 60


def _day_content(day: AgendaDay, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "on": day.on.isoformat(),
        "utc_offset": utc_offset(day.on, zone),
        "heading": day.heading,
        "cancel_reason": day.cancel_reason,
        "items": [_item_content(item) for item in day.items.all()],
    }


def _item_content(item: AgendaItem) -> dict[str, Any]:
    return {
        "id": item.pk,
        "uid": str(item.uid),
        "kind": item.kind,
        "title": item.title,
        "description": item.description,
        "starts": item.starts.isoformat(),
        "ends": item.ends.isoformat(),
        "ends_next_day": item.ends_next_day,
        "place": item.place,
        "track": item.track,
        "cancel_reason": item.cancel_reason,
        "speakers": [_speaker_content(speaker) for speaker in item.speakers.all()],
    }


def _speaker_content(speaker: Speaker) -> dict[str, str]:
    return {
        "name": str(speaker),
        "role": speaker.role,
        "organisation": speaker.organisation,
        "city": speaker.city.name if speaker.city else "",
        "city_slug": speaker.city.slug if speaker.city else "",
    }


def _day(content: dict[str, Any], zone: ZoneInfo) -> Day:
    on = date.fromisoformat(content["on"])
    return Day(
        on=on,
        heading=content["heading"],
        cancel_reason=content["cancel_reason"],
        items=tuple(_item(row, on, zone) for row in content["items"]),
        # Releases made before it was kept count as made by today's rules.
        utc_offset=content.get("utc_offset", utc_offset(on, zone)),
    )


def _item(content: dict[str, Any], on: date, zone: ZoneInfo) -> Item:
    read = {
        "starts": time.fromisoformat(content["starts"]),
        "ends": time.fromisoformat(content["ends"]),
        "speakers": tuple(SpokenBy(**speaker) for speaker in content["speakers"]),
    }
    return Item(**(content | read), on=on, zone=zone)
