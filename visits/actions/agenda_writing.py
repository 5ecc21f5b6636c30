"""A whole agenda written at once: pasted, imported, or carried over from another meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from members.models import Person
from portal.lib.names import fold
from portal.lib.richtext import clean
from visits.actions.agenda_speakers import write_speakers
from visits.actions.editing import Editing, editing
from visits.models import AgendaDay, AgendaItem, Meeting
from visits.planned import PlannedItem


@transaction.atomic
def write_agenda(
    *,
    meeting: Meeting,
    planned: Sequence[PlannedItem],
    by: Person | None,
    replaces: bool = False,
    headings: Mapping[date, str] | None = None,
) -> list[AgendaItem]:
    """Add ``planned`` to an agenda, with the days it needs, as one act with one undo; the items come back in its order.

    With ``replaces`` it is the whole agenda afterwards: an item of the same title stays the item it was, with its
    documents and calendar UID, and what is not planned any more goes, as do days that are empty then. ``headings``
    name days that have none; with ``replaces`` all that they name.
    """
    with editing(meeting, "write_agenda", by) as edit:
        days = _days(edit.meeting, {row.on for row in planned})
        there = list(AgendaItem.objects.filter(day__meeting=edit.meeting).select_related("day"))
        known = _Known(there if replaces else [])
        _head(days, headings or {}, replaces=replaces)
        items = [_write(known.take(row) or AgendaItem(), row, days[row.on]) for row in planned]
        if replaces:
            _remove(edit, known.left)
        edit.facts["items"] = len(items)
    return items


def _days(meeting: Meeting, dates: Iterable[date]) -> dict[date, AgendaDay]:
    days = {day.on: day for day in meeting.days.all()}
    for on in sorted(set(dates) - set(days)):
        days[on] = AgendaDay.objects.create(meeting=meeting, on=on)
    return days


def _head(days: Mapping[date, AgendaDay], headings: Mapping[date, str], *, replaces: bool) -> None:
    for on, heading in headings.items():
        day = days.get(on)
        if day and heading and (replaces or not day.heading):
            day.heading = heading
            day.clean_fields(exclude=["meeting"])
            day.save(update_fields=["heading"])


class _Known:
    """The items that were there, each to be found again once: by its title, best on the same day."""

    def __init__(self, items: Iterable[AgendaItem]) -> None:
        self.left = list(items)

    def take(self, row: PlannedItem) -> AgendaItem | None:
        title = fold(row.title)
        same = [item for item in self.left if fold(item.title) == title]
        if not same:
            return None
        found = min(same, key=lambda item: (item.day.on != row.on, item.starts != row.starts))
        self.left.remove(found)
        return found


def _write(item: AgendaItem, row: PlannedItem, day: AgendaDay) -> AgendaItem:
    is_there = item.pk is not None
    item.day = day
    item.title, item.kind, item.place, item.track = row.title, row.kind, row.place, row.track
    item.description = clean(row.description)
    item.starts, item.ends, item.ends_next_day = row.starts, row.ends, row.ends <= row.starts
    item.version += is_there
    # The day was just read or made, and the times fit by construction: only the words can be wrong.
    item.clean_fields(exclude=["day"])
    item.save()
    if is_there or row.speakers:
        write_speakers(item, row.speakers)
    return item


def _remove(edit: Editing, items: Iterable[AgendaItem]) -> None:
    gone = [item.pk for item in items]
    edit.meeting.documents.filter(item__in=gone).update(item=None, version=F("version") + 1)
    AgendaItem.objects.filter(pk__in=gone).delete()
    edit.meeting.days.filter(items__isnull=True).delete()
