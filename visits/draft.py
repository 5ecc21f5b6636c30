"""The agenda as it is edited: all of it for its editor, and as values that can be kept and put back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.db.models import Count, Max, Prefetch, Q

from visits.agenda import Agenda, content_of
from visits.agenda_changes import changes
from visits.models import AgendaItem, Release, Speaker

if TYPE_CHECKING:
    from datetime import date

    from members.models import Person
    from visits.models import AgendaChange, AgendaDay, Meeting


@dataclass(frozen=True)
class DraftDay:
    """A day's row and its items, in order."""

    row: AgendaDay
    items: list[AgendaItem]

    @property
    def id(self) -> int:
        return self.row.pk

    @property
    def on(self) -> date:
        return self.row.on

    @property
    def heading(self) -> str:
        return self.row.heading

    @property
    def cancel_reason(self) -> str:
        return self.row.cancel_reason

    @property
    def is_cancelled(self) -> bool:
        return self.row.cancelled_at is not None


@dataclass(frozen=True)
class Draft:
    """The days and items of a meeting as they are now, and the latest release, in four questions to the database.

    Each item has its speakers at hand, with person and city, and how many documents it has in ``document_count``.
    """

    meeting: Meeting
    days: list[DraftDay]
    release: Release | None
    by_id: dict[int, AgendaItem] = field(default_factory=dict)

    @classmethod
    def of(cls, meeting: Meeting) -> Draft:
        days = [DraftDay(row, list(row.items.all())) for row in _rows(meeting)]
        by_id = {item.pk: item for day in days for item in day.items}
        return cls(meeting, days, meeting.releases.first(), by_id)

    @property
    def items(self) -> list[AgendaItem]:
        return list(self.by_id.values())

    @cached_property
    def agenda(self) -> Agenda:
        """As it would be released now."""
        return Agenda.read(content_of(self.meeting, [day.row for day in self.days]))

    @cached_property
    def released(self) -> Agenda | None:
        """As it was released last."""
        return Agenda.of(self.release) if self.release else None

    @cached_property
    def changes(self) -> list[str]:
        """What changed since it was released last, in sentences."""
        return changes(self.released, self.agenda) if self.released else []


def _rows(meeting: Meeting) -> list[AgendaDay]:
    speakers = Speaker.objects.select_related("person", "city")
    items = (
        AgendaItem.objects.annotate(document_count=Count("documents"))
        .order_by("starts", "track", "position", "pk")
        .prefetch_related(Prefetch("speakers", speakers))
    )
    rows = cast("list[AgendaDay]", meeting.days.prefetch_related(Prefetch("items", items)))
    return list(rows)


def undoable(
    meeting: Meeting, by: Person, change: AgendaChange | None = None
) -> AgendaChange | None:
    """The last change that ``by`` made and did not undo, or ``change`` itself if it was not undone."""
    made = meeting.agenda_changes.filter(undone_at=None)
    return made.filter(made_by=by).first() if change is None else made.filter(pk=change.pk).first()


def redoable(
    meeting: Meeting, by: Person, change: AgendaChange | None = None
) -> AgendaChange | None:
    """What ``by`` undid last, unless ``by`` has changed something since; or ``change`` itself if it was undone."""
    undone = meeting.agenda_changes.filter(undone_at__isnull=False)
    if change is not None:
        return undone.filter(pk=change.pk).first()
    last = undoable(meeting, by)
    return undone.filter(made_by=by, pk__gt=last.pk if last else 0).last()


def ways_back(meeting: Meeting, by: Person) -> tuple[bool, bool]:
    """Whether ``by`` has something to undo, and something to do again: in one question, by the rules above."""
    mine = meeting.agenda_changes.filter(made_by=by)
    is_undone = Q(undone_at__isnull=False)
    last = mine.aggregate(made=Max("pk", filter=~is_undone), undone=Max("pk", filter=is_undone))
    return last["made"] is not None, (last["undone"] or 0) > (last["made"] or 0)
