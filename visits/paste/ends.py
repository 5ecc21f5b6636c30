"""Ends that nobody wrote, and what is odd about the times as they were."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits.archive.dates import spoken
from visits.archive.facts import ItemKind
from visits.paste.rows import Frame, Reading, Row

A_DAY: Final = 24 * 60
# How long an item lasts of which nobody says it, and after which nothing comes.
LASTS: Final = 60
SHORT_LASTS: Final = 30
SHORT: Final = frozenset({ItemKind.BREAK, ItemKind.TRAVEL})
# Longer than that is asked about.
LONG: Final = 3 * 60
OVERNIGHT: Final = 8 * 60


def complete(reading: Reading, frame: Frame) -> None:
    """An item without an end lasts until the next one of its day begins; the last one is given a length, and marked."""
    items = [row for row in reading.items if row.starts]
    for row in items:
        if row.ends is None:
            _end(row, items)
        elif lasts(row) > OVERNIGHT and row.ends <= row.starts:  # type: ignore[operator]  # both are there
            row.note("ends", _("It ends before it starts, so it ends on the next day: is that so?"))
    for row in _stepping_back(items):
        row.note("starts", _("It starts before the item above it: is the day right?"))
    if items and frame.first and len(frame.days) > 1 and not reading.names_days:
        said = _("The text names no day, so all of it is on %(date)s.")
        items[0].note("on", said % {"date": spoken(frame.first)})


def lasts(row: Row) -> int:
    """Minutes from start to end, past midnight if need be."""
    if row.starts is None or row.ends is None:
        return 0
    return (_minute(row.ends) - _minute(row.starts) - 1) % A_DAY + 1


def _end(row: Row, items: Sequence[Row]) -> None:
    if row.minutes:
        row.ends = _later(row, row.minutes)
        return
    same_day = (each for each in items if each.on == row.on and _starts_after(each, row))
    later = min((each.starts for each in same_day if each.starts), default=None)
    if later is None:
        minutes = SHORT_LASTS if row.kind in SHORT else LASTS
        row.ends = _later(row, minutes)
        said = ngettext(
            "No end was written: it lasts %(number)d minute for now.",
            "No end was written: it lasts %(number)d minutes for now.",
            minutes,
        )
        row.note("ends", said % {"number": minutes})
        return
    row.ends = later
    if lasts(row) > LONG:
        row.note("ends", _("No end was written, so it lasts until the next item: is it that long?"))


def _starts_after(each: Row, row: Row) -> bool:
    return each.starts is not None and row.starts is not None and each.starts > row.starts


def _stepping_back(items: Sequence[Row]) -> Iterator[Row]:
    before: Row | None = None
    for row in items:
        if before and before.on == row.on and not row.track and _starts_after(before, row):
            yield row
        before = row


def _later(row: Row, minutes: int) -> time:
    minute = (_minute(row.starts) + minutes) % A_DAY
    return time(minute // 60, minute % 60)


def _minute(moment: time | None) -> int:
    return moment.hour * 60 + moment.minute if moment else 0
