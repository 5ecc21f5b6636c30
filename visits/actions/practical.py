"""Writing a meeting's practical information: its parts, their order, and those that another meeting had."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Person
from portal.lib.order import Direction, numbered, stepped
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
    meeting = rows.take(meeting)
    part = _kept(
        PracticalPart(
            meeting=meeting,
            kind=kind,
            heading=heading,
            text=clean(text),
            is_for_participants=is_for_participants,
            position=meeting.practical_parts.count(),
        )
    )
    rows.touch(meeting)
    LogEntry.objects.record("add_part", meeting, by=by, part=part.pk)
    return part


@transaction.atomic
def edit_part(
    *,
    part: PracticalPart,
    version: int | None,
    by: Person | None,
    kind: str,
    heading: str,
    text: str,
    is_for_participants: bool,
) -> PracticalPart:
    """Write a part anew. One that changed since ``version`` stays as it is: the error's code is then ``changed``."""
    meeting, part = _take_part(part)
    if version is not None and version != part.version:
        raise ValidationError(
            _("Somebody else saved this part while you were writing. Nothing of yours is lost."),
            code="changed",
        )
    part.kind, part.heading, part.text = kind, heading, clean(text)
    part.is_for_participants = is_for_participants
    part.version += 1
    _kept(part)
    rows.touch(meeting)
    LogEntry.objects.record("edit_part", meeting, by=by, part=part.pk)
    return part


@transaction.atomic
def step_part(*, part: PracticalPart, by: Person | None, direction: Direction) -> PracticalPart:
    """Let a part change places with the one before or after it; the first has none before, and stays."""
    meeting, part = _take_part(part)
    ordered = stepped(list(meeting.practical_parts.all()), part, direction)
    PracticalPart.objects.bulk_update(numbered(ordered), ["position"])
    rows.touch(meeting)
    LogEntry.objects.record("step_part", meeting, by=by, part=part.pk)
    return next(each for each in ordered if each.pk == part.pk)


@transaction.atomic
def remove_part(*, part: PracticalPart, by: Person | None) -> None:
    """Take a part away; what it said stays in the history of the meeting's texts."""
    meeting, part = _take_part(part)
    number = part.pk
    part.delete()
    rows.touch(meeting)
    LogEntry.objects.record("remove_part", meeting, by=by, part=number)


@transaction.atomic
def copy_parts(
    *, meeting: Meeting, parts: Sequence[PracticalPart], by: Person | None
) -> list[PracticalPart]:
    """Add what parts of another meeting say, in their order, at the end of this one's."""
    meeting = rows.take(meeting)
    first = meeting.practical_parts.count()
    copies = [
        _kept(
            PracticalPart(
                meeting=meeting,
                kind=part.kind,
                heading=part.heading,
                text=part.text,
                is_for_participants=part.is_for_participants,
                position=position,
            )
        )
        for position, part in enumerate(parts, first)
    ]
    rows.touch(meeting)
    LogEntry.objects.record("copy_parts", meeting, by=by, parts=[part.pk for part in parts])
    return copies


def _kept(part: PracticalPart) -> PracticalPart:
    part.full_clean()
    part.save()
    return part


def _take_part(part: PracticalPart) -> tuple[Meeting, PracticalPart]:
    """The part as it is now, with its meeting's row locked: whoever came first has changed or removed it already."""
    meeting = rows.take(part.meeting)
    found = meeting.practical_parts.filter(pk=part.pk).first()
    if found is None:
        raise ValidationError(
            _(
                "This part was removed meanwhile. What you typed is still here: add it as a new part."
            ),
            code="gone",
        )
    return meeting, found
