"""Preparing an agenda and releasing it."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import City, Person
from portal.lib.richtext import clean
from portal.models import LogEntry
from visits.actions import rows
from visits.agenda import snapshot
from visits.models import AgendaDay, AgendaItem, Meeting, Release, Speaker


@transaction.atomic
def add_day(*, meeting: Meeting, on: date, by: Person | None, heading: str = "") -> AgendaDay:
    """Add a day to the agenda. It may lie outside the meeting's days while it is a draft; a release may not."""
    meeting = rows.take(meeting)
    day = AgendaDay(meeting=meeting, on=on, heading=heading)
    day.full_clean()
    day.save()
    rows.touch(meeting)
    LogEntry.objects.record("add_day", meeting, by=by, on=str(on))
    return day


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
) -> AgendaItem:
    """Add an item. An end at or before the start is the next day's: an item may pass midnight."""
    meeting = rows.take(day.meeting)
    item = AgendaItem(
        day=day,
        kind=kind,
        title=title,
        description=clean(description),
        starts=starts,
        ends=ends,
        ends_next_day=ends <= starts,
        place=place,
        track=track,
    )
    item.full_clean()
    item.save()
    rows.touch(meeting)
    LogEntry.objects.record("add_item", meeting, by=by, item=item.pk)
    return item


@transaction.atomic
def add_speaker(
    *,
    item: AgendaItem,
    by: Person | None,
    person: Person | None = None,
    name: str = "",
    role: str = "",
    organisation: str = "",
    city: City | None = None,
) -> Speaker:
    """Add a speaker: a person of the network, or just a name."""
    meeting = rows.take(item.day.meeting)
    speaker = Speaker(
        item=item,
        person=person,
        name=name,
        role=role,
        organisation=organisation,
        city=city,
        position=item.speakers.count(),
    )
    speaker.full_clean()
    speaker.save()
    rows.touch(meeting)
    LogEntry.objects.record("add_speaker", meeting, by=by, item=item.pk)
    return speaker


@transaction.atomic
def move_item(
    *, item: AgendaItem, starts: time, ends: time, by: Person | None, day: AgendaDay | None = None
) -> AgendaItem:
    """Move an item in time, or to another day of the same meeting; all that hangs on it stays with it."""
    meeting, item = _take_item(item)
    if day is not None and day.meeting_id != meeting.pk:
        raise ValidationError(_("That day belongs to another meeting's agenda."))
    item.day = day or item.day
    item.starts, item.ends, item.ends_next_day = starts, ends, ends <= starts
    item.version += 1
    item.full_clean()
    item.save(update_fields=["day", "starts", "ends", "ends_next_day", "version"])
    rows.touch(meeting)
    LogEntry.objects.record("move_item", meeting, by=by, item=item.pk)
    return item


@transaction.atomic
def cancel_item(*, item: AgendaItem, reason: str, by: Person | None) -> AgendaItem:
    """Cancel an item: it stays on the agenda, struck through, with the reason."""
    meeting, item = _take_item(item)
    if item.cancelled_at is not None:
        raise ValidationError(_("This item is cancelled already."))
    item.cancelled_at, item.cancelled_by, item.cancel_reason = timezone.now(), by, reason
    item.version += 1
    item.full_clean()
    item.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason", "version"])
    rows.touch(meeting)
    LogEntry.objects.record("cancel_item", meeting, by=by, item=item.pk)
    return item


def _take_item(item: AgendaItem) -> tuple[Meeting, AgendaItem]:
    """The item as it is now, with its meeting's row locked: whoever came first has changed it already."""
    meeting = rows.take(item.day.meeting)
    return meeting, AgendaItem.objects.select_related("day").get(pk=item.pk)


@transaction.atomic
def release_agenda(
    *, meeting: Meeting, by: Person | None, note: str = "", is_small_correction: bool = False
) -> Release:
    """Publish the agenda of a published meeting as its next release."""
    meeting = rows.take(meeting)
    if meeting.is_draft:
        raise ValidationError(_("Publish the meeting: that makes release 1 of its agenda."))
    return make_release(meeting=meeting, by=by, note=note, is_small_correction=is_small_correction)


def make_release(
    *, meeting: Meeting, by: Person | None, note: str = "", is_small_correction: bool = False
) -> Release:
    """The next release, of a meeting whose row is taken. Days outside the meeting's are refused."""
    if (
        meeting.starts_on
        and meeting.days.exclude(on__range=(meeting.starts_on, meeting.ends_on)).exists()
    ):
        raise ValidationError(
            _("The agenda has a day outside the meeting's dates: move it, or the meeting.")
        )
    last = meeting.releases.aggregate(last=Max("number"))["last"] or 0
    release = Release(
        meeting=meeting,
        number=last + 1,
        note=note,
        is_small_correction=is_small_correction,
        content=snapshot(meeting),
        made_by=by,
    )
    release.full_clean()
    release.save()
    rows.touch(meeting)
    LogEntry.objects.record("release_agenda", meeting, by=by, number=release.number)
    return release
