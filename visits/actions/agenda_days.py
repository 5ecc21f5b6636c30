"""The days of an agenda: added, moved, named, copied, cancelled, removed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Person
from visits.actions.copying import copy_items
from visits.actions.editing import editing
from visits.agenda_mark import mark_of_day
from visits.models import AgendaDay, Meeting


@transaction.atomic
def add_day(*, meeting: Meeting, on: date, by: Person | None, heading: str = "") -> AgendaDay:
    """Add a day to the agenda. It may lie outside the meeting's days while it is a draft; a release may not."""
    with editing(meeting, "add_day", by) as edit:
        day = AgendaDay(meeting=edit.meeting, on=on, heading=heading)
        day.full_clean()
        day.save()
        edit.facts["on"] = str(on)
    return day


@transaction.atomic
def edit_day(
    *,
    day: AgendaDay,
    by: Person | None,
    on: date | None = None,
    heading: str | None = None,
    seen: str | None = None,
) -> AgendaDay:
    """Give a day another date, heading or both: its items go with it, at the same times, and all that hangs on them.

    ``seen`` marks the day as it was looked at (``visits.agenda_mark``); of one that is another now nothing is changed.
    """
    with editing(day.meeting, "edit_day", by) as edit:
        day = edit.day(day)
        if seen is not None and seen != mark_of_day(day):
            raise ValidationError(_changed(day), code="changed")
        day.on = day.on if on is None else on
        day.heading = day.heading if heading is None else heading
        day.full_clean()
        day.save(update_fields=["on", "heading"])
        edit.facts["on"] = str(day.on)
    return day


def _changed(day: AgendaDay) -> str:
    return _(
        "Somebody changed this day meanwhile: it is now “%(day)s”. What you typed is still here: save again to put "
        "yours in its place."
    ) % {"day": f"{date_format(day.on, 'l j F')} {day.heading}".strip()}


@transaction.atomic
def duplicate_day(*, day: AgendaDay, on: date, by: Person | None) -> AgendaDay:
    """The same items with their speakers on another date, as new ones: without documents, and none cancelled."""
    with editing(day.meeting, "duplicate_day", by) as edit:
        day = edit.day(day)
        copy = AgendaDay(meeting=edit.meeting, on=on, heading=day.heading)
        copy.full_clean()
        copy.save()
        copy_items(day.items.prefetch_related("speakers"), copy)
        edit.facts["on"] = str(on)
    return copy


@transaction.atomic
def remove_day(*, day: AgendaDay, by: Person | None) -> AgendaDay:
    """Take a day off the agenda with its items. Their documents stay with the meeting."""
    with editing(day.meeting, "remove_day", by) as edit:
        found = edit.day(day)
        edit.meeting.documents.filter(item__day=found).update(item=None, version=F("version") + 1)
        found.items.all().delete()
        found.delete()
    return day


@transaction.atomic
def cancel_day(*, day: AgendaDay, reason: str, by: Person | None) -> AgendaDay:
    """Cancel a day: it stays on the agenda with its items, struck through, with the reason."""
    with editing(day.meeting, "cancel_day", by) as edit:
        day = edit.day(day)
        if day.cancelled_at is not None:
            raise ValidationError(_("This day is cancelled already."))
        day.cancelled_at, day.cancelled_by, day.cancel_reason = timezone.now(), by, reason.strip()
        day.full_clean()
        day.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    return day


@transaction.atomic
def restore_day(*, day: AgendaDay, by: Person | None) -> AgendaDay:
    """It takes place after all."""
    with editing(day.meeting, "restore_day", by) as edit:
        day = edit.day(day)
        if day.cancelled_at is None:
            raise ValidationError(_("This day is not cancelled."))
        day.cancelled_at, day.cancelled_by, day.cancel_reason = None, None, ""
        day.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    return day
