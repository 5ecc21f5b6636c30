"""The items of an agenda: added, edited, moved, copied, cancelled, removed."""

from collections.abc import Collection
from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from portal.lib.richtext import clean
from visits import agenda_times
from visits.actions.copying import copy_items
from visits.actions.editing import editing, save, save_shifted
from visits.models import AgendaDay, AgendaItem


@transaction.atomic
def add_item(
    *,
    day: AgendaDay,
    title: str,
    starts: time,
    ends: time,
    by: Person | None,
    kind: str = AgendaItem.Kind.SESSION,
    description: str = "",
    place: str = "",
    track: str = "",
    shifts_following: bool = False,
) -> AgendaItem:
    """Add an item. An end at or before the start is the next day's: an item may pass midnight.

    With ``shifts_following`` all that follows goes later by what the next one would overlap.
    """
    with editing(day.meeting, "add_item", by) as edit:
        item = AgendaItem(
            day=edit.day(day),
            kind=kind,
            title=title,
            description=clean(description),
            place=place,
            track=track,
        )
        _set_times(item, starts, ends)
        item.full_clean()
        if shifts_following:
            _make_room(item)
        item.save()
        edit.facts["item"] = item.pk
    return item


@transaction.atomic
def edit_item(
    *,
    item: AgendaItem,
    version: int | None,
    by: Person | None,
    title: str,
    kind: str,
    starts: time,
    ends: time,
    place: str,
    track: str,
    description: str,
    moves_following: bool = False,
) -> AgendaItem:
    """Change what an item says and when it is, on its day; with ``moves_following`` what follows goes along."""
    with editing(item.day.meeting, "edit_item", by) as edit:
        item = edit.item(item, version)
        item.title, item.kind, item.place = title, kind, place
        item.description = clean(description)
        _retime(item, starts, ends, moves_following=moves_following)
        item.track = track
        save(item)
    return item


@transaction.atomic
def move_item(
    *,
    item: AgendaItem,
    starts: time,
    ends: time,
    by: Person | None,
    day: AgendaDay | None = None,
    track: str | None = None,
    version: int | None = None,
    moves_following: bool = False,
) -> AgendaItem:
    """Move an item in time, to another track, or to another day of the same meeting; all that hangs on it stays with it.

    ``moves_following`` on its own day takes along what follows it, by as much as its end moves; on another day it
    makes room there.
    """
    with editing(item.day.meeting, "move_item", by) as edit:
        item = edit.item(item, version)
        to = edit.day(day) if day is not None else item.day
        is_same_day = to.pk == item.day_id
        _retime(item, starts, ends, moves_following=moves_following and is_same_day)
        item.day, item.track = to, item.track if track is None else track
        if moves_following and not is_same_day:
            _make_room(item)
        save(item)
    return item


@transaction.atomic
def duplicate_item(
    *, item: AgendaItem, by: Person | None, day: AgendaDay | None = None
) -> AgendaItem:
    """A second one with the same words and speakers, without documents: right behind it, where what follows makes
    room as far as it must, or at the same time of another ``day``."""
    with editing(item.day.meeting, "duplicate_item", by) as edit:
        item = edit.item(item)
        to = edit.day(day) if day is not None else item.day
        (copy,) = copy_items([item], to)
        if to.pk == item.day_id:
            begins, ends = (
                agenda_times.end(item),
                agenda_times.end(item) + agenda_times.length(item),
            )
            agenda_times.put(copy, begins, ends)
            later = agenda_times.following(to, item.track, begins, but=item)
            later = [one for one in later if one.pk != copy.pk]
            save_shifted([copy, *agenda_times.push(later, begins, ends)])
        edit.facts["copy"] = copy.pk
    return copy


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Person | None, version: int | None = None) -> AgendaItem:
    """Take an item off the agenda. Its documents stay with the meeting."""
    with editing(item.day.meeting, "remove_item", by) as edit:
        found = edit.item(item, version)
        edit.meeting.documents.filter(item=found).update(item=None, version=F("version") + 1)
        found.delete()
    return item


@transaction.atomic
def cancel_item(
    *, item: AgendaItem, reason: str, by: Person | None, version: int | None = None
) -> AgendaItem:
    """Cancel an item: it stays on the agenda, struck through, with the reason."""
    with editing(item.day.meeting, "cancel_item", by) as edit:
        item = edit.item(item, version)
        if item.cancelled_at is not None:
            raise ValidationError(_("This item is cancelled already."))
        item.cancelled_at, item.cancelled_by = timezone.now(), by
        item.cancel_reason = reason.strip()
        save(item)
    return item


@transaction.atomic
def restore_item(*, item: AgendaItem, by: Person | None) -> AgendaItem:
    """It takes place after all."""
    with editing(item.day.meeting, "restore_item", by) as edit:
        item = edit.item(item)
        if item.cancelled_at is None:
            raise ValidationError(_("This item is not cancelled."))
        item.cancelled_at, item.cancelled_by, item.cancel_reason = None, None, ""
        save(item)
    return item


@transaction.atomic
def attach_documents(
    *, item: AgendaItem, document_ids: Collection[int], by: Person | None
) -> AgendaItem:
    """Say which of the meeting's documents belong to this item; one that belonged to another item leaves that."""
    with editing(item.day.meeting, "attach_documents", by) as edit:
        item = edit.item(item)
        wanted = edit.meeting.documents.filter(pk__in=document_ids)
        if wanted.count() != len(set(document_ids)):
            raise ValidationError(_("One of these documents is not of this meeting any more."))
        losing = wanted.exclude(item=item).exclude(item=None).values("item")
        AgendaItem.objects.filter(pk__in=losing).update(version=F("version") + 1)
        given_up = edit.meeting.documents.filter(item=item).exclude(pk__in=document_ids)
        given_up.update(item=None, version=F("version") + 1)
        # Not ``exclude(item=item)``: that leaves those without an item aside, too.
        wanted.filter(~Q(item=item) | Q(item=None)).update(item=item, version=F("version") + 1)
        save(item)
        edit.facts["documents"] = sorted(document_ids)
    return item


def _set_times(item: AgendaItem, starts: time, ends: time) -> None:
    item.starts, item.ends, item.ends_next_day = starts, ends, ends <= starts


def _retime(item: AgendaItem, starts: time, ends: time, *, moves_following: bool) -> None:
    """What began when this item ended, or later, goes along by as much as its end moves."""
    ended = agenda_times.end(item)
    _set_times(item, starts, ends)
    if moves_following:
        later = agenda_times.following(item.day, item.track, ended, but=item)
        save_shifted(agenda_times.shift(later, agenda_times.end(item) - ended))


def _make_room(item: AgendaItem) -> None:
    """All that begins with an item or after its start goes later by what the first of them would overlap."""
    later = agenda_times.following(item.day, item.track, agenda_times.begin(item), but=item)
    if later:
        overlap = agenda_times.end(item) - agenda_times.begin(later[0])
        save_shifted(agenda_times.shift(later, max(0, overlap)))
