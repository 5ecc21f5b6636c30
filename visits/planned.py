"""An agenda as it is given from outside: what a paste, an import or a form says of items and speakers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visits.models import AgendaItem

if TYPE_CHECKING:
    from datetime import date, time

    from members.models import City, Person


@dataclass(frozen=True)
class SpeakerGiven:
    """A person of the network, or just a name; the rest may stay empty."""

    person: Person | None = None
    name: str = ""
    role: str = ""
    organisation: str = ""
    city: City | None = None


@dataclass(frozen=True)
class PlannedItem:
    """One item of a day. An end at or before the start is the next day's."""

    on: date
    starts: time
    ends: time
    title: str
    kind: str = AgendaItem.Kind.SESSION
    place: str = ""
    track: str = ""
    description: str = ""
    speakers: tuple[SpeakerGiven, ...] = ()
