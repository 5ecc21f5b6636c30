"""Marks of an agenda and of its days as they stand, by which whoever looked at it finds out whether others have changed it since."""

import hashlib

from visits.models import AgendaDay, Meeting


def mark_of(meeting: Meeting) -> str:
    """Another one after each change of an item or a day; one question to the database."""
    rows = meeting.days.order_by("on", "items__pk").values_list(
        "pk", "on", "heading", "items__pk", "items__version"
    )
    return _mark(list(rows))


def mark_of_day(day: AgendaDay) -> str:
    """Another one when its date or its heading is; what is on it does not count."""
    return _mark((day.on, day.heading))


def _mark(stands: object) -> str:
    return hashlib.sha256(repr(stands).encode()).hexdigest()[:16]
