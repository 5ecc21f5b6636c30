"""What a host usually writes for a visit, and what the last meeting in the same city said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from visits.models import Meeting, PracticalPart

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from members.reader import Reader

Kind = PracticalPart.Kind


@dataclass(frozen=True)
class Usual:
    """A kind of part, and what belongs in it."""

    kind: PracticalPart.Kind
    says: _StrPromise


USUAL: Final = (
    Usual(Kind.VENUE, _("The address, which entrance, the floor, who opens the door.")),
    Usual(Kind.HOTEL, _("Which hotels, the code of the block and until when it holds.")),
    Usual(Kind.ARRIVAL, _("From the station and the airport: the line, the stop, the fare.")),
    Usual(Kind.TRANSFER, _("Who is picked up where and when, and the way between places.")),
    Usual(Kind.ONLINE, _("The link, from when it is open, and whom to ask when it fails.")),
    Usual(Kind.CONTACT, _("Whom to call on the day, and until what hour.")),
)


@dataclass(frozen=True)
class Earlier:
    """The last meeting in the same city that said anything, and the parts of it that the reader may read."""

    meeting: Meeting
    parts: list[PracticalPart]


def earlier_in_the_same_city(meeting: Meeting, reader: Reader) -> Earlier | None:
    """None where none of the host cities had a meeting before with parts for this reader. Two queries at most."""
    parts = PracticalPart.objects.openable_by(reader)
    hosts = meeting.host_rows.values("city")
    before = (
        Meeting.objects.openable_by(reader)
        .exclude(pk=meeting.pk)
        .filter(host_rows__city__in=hosts, practical_parts__in=parts)
    )
    begins_on = meeting.starts_on or meeting.month_on
    if begins_on:
        before = before.beginning_before(begins_on)
    latest = before.order_by("-starts_on", "-pk").first()
    return Earlier(latest, list(parts.filter(meeting=latest))) if latest else None
