"""What clocks in a zone say: how far they are from UTC, on which days they change, and hours that are missing or doubled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

NOON: Final = time(12)
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class ClockChange:
    """A day on which clocks are changed, by how much; forward is positive."""

    on: date
    by: timedelta

    def __str__(self) -> str:
        said = {"day": date_format(self.on, "l j F Y"), "minutes": abs(self.by) // MINUTE}
        if self.by > timedelta(0):
            return _("On %(day)s clocks go forward by %(minutes)s minutes.") % said
        return _("On %(day)s clocks go back by %(minutes)s minutes.") % said


def offset_words(zone: ZoneInfo, on: date) -> str:
    """UTC+1, UTC+5:30, UTC: by how much clocks in the zone differ on that day, at noon."""
    offset = datetime.combine(on, NOON, zone).utcoffset() or timedelta(0)
    hours, minutes = divmod(abs(offset) // MINUTE, 60)
    if not offset:
        return "UTC"
    sign = "+" if offset > timedelta(0) else "−"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def changes(zone: ZoneInfo, first: date, last: date) -> Iterator[ClockChange]:
    """The days from the first to the last on which clocks in the zone are changed."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        before, after = (
            datetime.combine(each, time(), zone).utcoffset() or timedelta(0)
            for each in (day, day + timedelta(days=1))
        )
        if before != after:
            yield ClockChange(day, after - before)


def instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment at which clocks in the zone say so. Refuses a time that they skip, and one that they say twice."""
    moment = datetime.combine(on, at, zone)
    said = {"time": f"{at:%H:%M}", "day": date_format(on, "j F Y"), "zone": zone.key}
    if _is_skipped(moment):
        raise ValidationError(
            _("There is no %(time)s on %(day)s: clocks in %(zone)s skip it. Choose another time.")
            % said,
            code="skipped",
        )
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise ValidationError(
            _(
                "It is %(time)s twice on %(day)s: clocks in %(zone)s go back. Choose an earlier or a later time."
            )
            % said,
            code="doubled",
        )
    return moment


def _is_skipped(moment: datetime) -> bool:
    there_and_back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return there_and_back.replace(tzinfo=None) != moment.replace(tzinfo=None)
