"""A mark of an agenda as it stands, by which whoever looked at it finds out whether others have changed it since."""

import hashlib

from visits.models import Meeting


def mark_of(meeting: Meeting) -> str:
    """Another one after each change of an item or a day; one question to the database."""
    rows = meeting.days.order_by("on", "items__pk").values_list(
        "pk", "on", "heading", "items__pk", "items__version"
    )
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]
