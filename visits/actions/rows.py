"""Taking a meeting's row before it is changed, and counting the change."""

from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone

from visits.models import Meeting


def take(meeting: Meeting) -> Meeting:
    """The meeting's row, locked until the transaction ends, with what it holds now."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def save(meeting: Meeting, fields: Iterable[str]) -> None:
    """Check and write ``fields`` of a row that was taken, raise its version by one and note the time."""
    meeting.version += 1
    meeting.changed_at = timezone.now()
    meeting.full_clean()
    meeting.save(update_fields=[*fields, "version", "changed_at"])


def touch(meeting: Meeting) -> None:
    """Raise the version and note the time: something that hangs on the meeting has changed."""
    Meeting.objects.filter(pk=meeting.pk).update(
        version=F("version") + 1, changed_at=timezone.now()
    )
