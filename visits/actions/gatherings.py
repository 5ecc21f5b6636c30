"""Gatherings: meetings of several groups in one place, each with its own programme."""

from collections.abc import Sequence

from django.db import transaction

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.models import Gathering, Meeting


@transaction.atomic
def gather(*, title: str, meetings: Sequence[Meeting], by: Person | None) -> Gathering:
    """Make a gathering of these meetings; one that is part of another stays where it is."""
    gathering = Gathering(title=title)
    gathering.full_clean()
    gathering.save()
    for meeting in meetings:
        taken = rows.take(meeting)
        if taken.part_of_id is None:
            taken.part_of = gathering
            rows.save(taken, ["part_of"])
    LogEntry.objects.record("gather", gathering, by=by, meetings=[m.pk for m in meetings])
    return gathering
