"""The order of an agenda's items: placed before another, a step earlier or later, shifted with what follows."""

from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Person
from visits import agenda_times
from visits.actions.editing import editing, save, save_shifted
from visits.agenda_times import begin, end, length
from visits.models import AgendaDay, AgendaItem


@transaction.atomic
def place_item(
    *,
    item: AgendaItem,
    by: Person | None,
    day: AgendaDay,
    before: AgendaItem | None,
    track: str | None = None,
    version: int | None = None,
) -> AgendaItem:
    """Let an item begin when ``before`` does, which with what follows is pushed on as far as it must; without one,
    when the last of that day and track ends. What it leaves keeps its times, and its own place is no move."""
    with editing(item.day.meeting, "place_item", by) as edit:
        item, to = edit.item(item, version), edit.day(day)
        target = edit.item(before) if before is not None else None
        if target is not None and target.day_id != to.pk:
            raise ValidationError(_("“%(title)s” is on another day now.") % {"title": target.title})
        edit.facts["item"] = item.pk
        if track is None:
            track = target.track if target is not None else item.track
        if _is_there(item, to, track, target):
            return item
        begins = begin(target) if target is not None else _free_from(item, to, track)
        later = agenda_times.following(to, track, begins, but=item) if target is not None else []
        agenda_times.put(item, begins, begins + length(item))
        pushed = agenda_times.push(later, begins, end(item))
        item.day, item.track = to, track
        save(item)
        save_shifted(pushed)
    return item


def _is_there(item: AgendaItem, day: AgendaDay, track: str, target: AgendaItem | None) -> bool:
    """It is what comes right before ``target`` already, or the last."""
    if (item.day_id, item.track) != (day.pk, track):
        return False
    if target is not None and target.pk == item.pk:
        return True
    row = [one.pk for one in agenda_times.in_track(day, track)]
    if target is None:
        return row[-1] == item.pk
    return target.pk in row and row.index(target.pk) == row.index(item.pk) + 1


def _free_from(item: AgendaItem, day: AgendaDay, track: str) -> int:
    """When the last of the track ends, of all tracks for what is in none; its own start on an empty day."""
    others = agenda_times.following(day, track, 0, but=item)
    others = others or agenda_times.following(day, "", 0, but=item)
    return max((end(other) for other in others), default=begin(item))


@transaction.atomic
def step_item(
    *,
    item: AgendaItem,
    by: Person | None,
    direction: Literal["earlier", "later"],
    version: int | None = None,
) -> AgendaItem:
    """Exchange places with the neighbour of the same track, or of those in none: both keep their length, and what
    lies between them stays as long as it was."""
    with editing(item.day.meeting, "step_item", by) as edit:
        item = edit.item(item, version)
        row = agenda_times.in_track(item.day, item.track)
        place = [one.pk for one in row].index(item.pk)
        other = place - 1 if direction == "earlier" else place + 1
        if not 0 <= other < len(row):
            raise ValidationError(_edge(item, direction), code="edge")
        row[place] = item
        _exchange(*(row[number] for number in sorted((place, other))))
        save(item)
        save_shifted([row[other]])
    return item


def _exchange(first: AgendaItem, second: AgendaItem) -> None:
    begins, pause = begin(first), max(0, begin(second) - end(first))
    then = begins + length(second) + pause
    agenda_times.put(second, begins, begins + length(second))
    agenda_times.put(first, then, then + length(first))


def _edge(item: AgendaItem, direction: str) -> str:
    words = {"title": item.title}
    if direction == "earlier":
        return _("“%(title)s” is the first of its day already.") % words
    return _("“%(title)s” is the last of its day already.") % words


@transaction.atomic
def shift_from(
    *, item: AgendaItem, by: Person | None, minutes: int, version: int | None = None
) -> AgendaItem:
    """Shift an item and what follows it on that day, later or (below zero) earlier."""
    with editing(item.day.meeting, "shift_from", by) as edit:
        item = edit.item(item, version)
        later = agenda_times.following(item.day, item.track, end(item), but=item)
        agenda_times.put(item, begin(item) + minutes, end(item) + minutes)
        save_shifted([item, *agenda_times.shift(later, minutes)])
        edit.facts["minutes"] = minutes
    return item
