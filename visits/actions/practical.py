"""Writing a meeting's practical information."""

from django.db import transaction

from members.models import Person
from portal.lib.richtext import clean
from portal.models import LogEntry
from visits.actions import rows
from visits.models import Meeting, PracticalPart


@transaction.atomic
def add_part(
    *,
    meeting: Meeting,
    kind: str,
    heading: str,
    text: str,
    by: Person | None,
    is_for_participants: bool = False,
) -> PracticalPart:
    """Add a part at the end of the practical information."""
    part = PracticalPart(
        meeting=meeting,
        kind=kind,
        heading=heading,
        text=clean(text),
        is_for_participants=is_for_participants,
        position=meeting.practical_parts.count(),
    )
    part.full_clean()
    part.save()
    rows.touch(meeting)
    LogEntry.objects.record("add_part", meeting, by=by, part=part.pk)
    return part
