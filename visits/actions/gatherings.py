"""Gatherings: meetings of several groups in one place, each with its own programme."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

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
    _take_in(gathering, meetings)
    LogEntry.objects.record("gather", gathering, by=by, meetings=[m.pk for m in meetings])
    return gathering


@transaction.atomic
def add_to_gathering(
    *, gathering: Gathering, meetings: Iterable[Meeting], by: Person | None
) -> Gathering:
    """Make these meetings part of a gathering; one that is part of another stays where it is."""
    added = _take_in(gathering, meetings)
    LogEntry.objects.record("add_to_gathering", gathering, by=by, meetings=added)
    return gathering


@transaction.atomic
def take_out_of_gathering(*, meeting: Meeting, by: Person | None) -> Meeting:
    """Let a meeting stand by itself. A gathering that nothing is part of any more goes."""
    meeting = rows.take(meeting)
    gathering = meeting.part_of
    if gathering is None:
        return meeting
    meeting.part_of = None
    rows.save(meeting, ["part_of"])
    _take(gathering)
    LogEntry.objects.record("take_out_of_gathering", gathering, by=by, meetings=[meeting.pk])
    if not gathering.meetings.exists():
        gathering.delete()
    return meeting


@transaction.atomic
def rename_gathering(*, gathering: Gathering, title: str, by: Person | None) -> Gathering:
    gathering.title = title
    gathering.full_clean()
    gathering.save(update_fields=["title"])
    LogEntry.objects.record("rename_gathering", gathering, by=by)
    return gathering


def _take_in(gathering: Gathering, meetings: Iterable[Meeting]) -> list[int]:
    """Which of them are part of it now, and were of none."""
    taken_in = []
    for meeting in sorted(meetings, key=lambda one: one.pk):
        taken = rows.take(meeting)
        _take(gathering)
        if taken.part_of_id is None:
            taken.part_of = gathering
            rows.save(taken, ["part_of"])
            taken_in.append(taken.pk)
    return taken_in


def _take(gathering: Gathering) -> None:
    """Lock its row, after those of its meetings."""
    if not Gathering.objects.select_for_update().filter(pk=gathering.pk):
        raise ValidationError(_("This gathering was given up meanwhile. Nothing was changed."))
