"""A meeting whose words were changed at known times: the database itself says when, so it is told afterwards."""

from datetime import UTC, datetime
from typing import Any

from members.models import Person
from portal.models import LogEntry
from portal.retention.history import TABLES
from visits.actions.meetings import describe_meeting
from visits.models import Meeting

YESTERDAY = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
TODAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def describe_at(at: datetime, meeting: Meeting, by: Person, **words: Any) -> LogEntry:
    describe_meeting(meeting=meeting, by=by, **words)
    return dated(at)


def dated(at: datetime) -> LogEntry:
    """The last act, as if it had been done at another time, with all versions it made."""
    entry = LogEntry.objects.latest("pk")
    LogEntry.objects.filter(pk=entry.pk).update(at=at)
    for versions in TABLES.values():
        versions.objects.filter(entry_id=entry.pk).update(pgh_created_at=at)
    return entry
