"""The frame of every act on an agenda: the meeting's row is taken, and what the act touched is kept for undoing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits import agenda_states
from visits.actions import rows
from visits.models import AgendaChange, AgendaDay, AgendaItem, Meeting


@dataclass
class Editing:
    """One act on the agenda of a meeting whose row is taken; ``facts`` are ids and numbers for the log."""

    meeting: Meeting
    facts: dict[str, Any] = field(default_factory=dict)

    def item(self, item: AgendaItem, version: int | None = None) -> AgendaItem:
        """The row as it is now. Whoever saw another ``version`` of it is told, and changes nothing."""
        found = (
            AgendaItem.objects.select_related("day")
            .filter(pk=item.pk, day__meeting=self.meeting)
            .first()
        )
        if found is None:
            raise ValidationError(
                _("“%(title)s” was removed meanwhile. Nothing was changed.")
                % {"title": item.title},
                code="gone",
            )
        if version is not None and version != found.version:
            raise ValidationError(
                _(
                    "“%(title)s” was changed meanwhile. Nothing of yours was written: look at what it is now."
                )
                % {"title": found.title},
                code="changed",
            )
        found.day.meeting = self.meeting
        self.facts["item"] = found.pk
        return found

    def day(self, day: AgendaDay) -> AgendaDay:
        found = self.meeting.days.filter(pk=day.pk).first()
        if found is None:
            if AgendaDay.objects.filter(pk=day.pk).exists():
                raise ValidationError(_("That day belongs to another meeting's agenda."))
            raise ValidationError(
                _("That day was removed meanwhile. Nothing was changed."), code="gone"
            )
        self.facts["day"] = found.pk
        return found


@contextmanager
def editing(meeting: Meeting, verb: str, by: Person | None) -> Iterator[Editing]:
    """Within: one act. After it the meeting's version is raised, the act is logged, and the way back is kept.

    What the portal does by itself (``by`` none: imports) is not undone by anyone, and pays nothing for it.
    """
    edit = Editing(rows.take(meeting))
    before = agenda_states.state_of(edit.meeting) if by else None
    yield edit
    rows.touch(edit.meeting)
    LogEntry.objects.record(verb, edit.meeting, by=by, **edit.facts)
    if by is None or before is None:
        return
    was, became = agenda_states.difference(before, agenda_states.state_of(edit.meeting))
    if was != became:
        AgendaChange.objects.create(
            meeting=edit.meeting, verb=verb, before=was, after=became, made_by=by
        )


def save(item: AgendaItem) -> None:
    """Check and write a row that is there, and count the change."""
    item.version += 1
    item.full_clean()
    item.save()


def save_shifted(items: Iterable[AgendaItem]) -> None:
    """Write the times of rows that are shifted along; they are right as the one that shifts them is."""
    shifted = list(items)
    for item in shifted:
        item.version += 1
    AgendaItem.objects.bulk_update(shifted, ["starts", "ends", "ends_next_day", "version"])
