"""When a meeting is held: tentative days, a month or nothing yet, and days that are fixed."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.lib.locks import hold
from portal.models import LogEntry
from visits import states
from visits.actions import rows
from visits.actions.meeting_facts import CHANGED
from visits.actions.meetings import ADDRESSES, DAYS, fix_dates
from visits.actions.next_meeting import take_over_agenda
from visits.addresses import address_of
from visits.facts import DATES, mark_of
from visits.models import AgendaDay, Meeting

Dates = Meeting.Dates


@transaction.atomic
def set_dates(
    *,
    meeting: Meeting,
    dates: str,
    starts_on: date | None,
    ends_on: date | None,
    month_on: date | None,
    by: Person | None,
    seen: str,
    moves_agenda: bool = True,
    takes_agenda: bool = False,
) -> Meeting:
    """Say when a meeting is held, if the dates are still those that were seen; its agenda moves along if wanted.

    With ``takes_agenda`` a meeting that has days now takes over the skeleton of the agenda before it.

    A draft's dates change freely. Fixed dates that are published stay: moving a meeting is more than a date.
    """
    meeting = rows.take(meeting)
    if mark_of(meeting, DATES) != seen:
        raise ValidationError(CHANGED, code="changed")
    if moves_agenda and starts_on is not None:
        _move_agenda(meeting, starts_on)
    if dates == Dates.FIXED and starts_on and ends_on:
        meeting = fix_dates(meeting=meeting, starts_on=starts_on, ends_on=ends_on, by=by)
    else:
        days = {"starts_on": starts_on, "ends_on": ends_on, "month_on": month_on}
        meeting = propose_dates(meeting=meeting, dates=dates, by=by, **days)
    if takes_agenda and starts_on and meeting.follows:
        take_over_agenda(meeting=meeting, source=meeting.follows, by=by)
    return meeting


@transaction.atomic
def propose_dates(
    *,
    meeting: Meeting,
    dates: str,
    by: Person | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    month_on: date | None = None,
) -> Meeting:
    """Set tentative days, a month, or nothing yet.

    Days that were published do not go for a month or for nothing: the page would call the meeting postponed.
    """
    meeting = rows.take(meeting)
    states.check("propose_dates", meeting)
    if not meeting.is_draft:
        _check_published(meeting, starts_on)
    if starts_on and meeting.days.exclude(on__range=(starts_on, ends_on)).exists():
        raise ValidationError(
            _("The agenda has days outside the new dates: move or remove them first.")
        )
    meeting.dates, meeting.month_on = dates, month_on
    meeting.starts_on, meeting.ends_on = starts_on, ends_on
    if meeting.is_draft:
        hold(ADDRESSES)
        meeting.slug = address_of(meeting, meeting.hosts.order_by("host_rows__position").first())
    else:
        meeting.sequence += 1
        if meeting.published_starts_on is None:
            meeting.published_starts_on, meeting.published_ends_on = starts_on, ends_on
    rows.save(meeting, ["slug", *DAYS])
    LogEntry.objects.record("propose_dates", meeting, by=by, dates=dates)
    return meeting


def _check_published(meeting: Meeting, starts_on: date | None) -> None:
    if meeting.dates == Dates.FIXED:
        raise ValidationError(
            _("The dates of this meeting are fixed and published: move the meeting instead.")
        )
    if meeting.starts_on and starts_on is None:
        raise ValidationError(_("Its tentative days are published: give other days, or fix these."))


def _move_agenda(meeting: Meeting, starts_on: date) -> None:
    """Move all days of the agenda by as many days as the meeting's first, those first whose place is free."""
    days = list(meeting.days.order_by("on"))
    if not days:
        return
    by = starts_on - (meeting.starts_on or days[0].on)
    if by > timedelta(0):
        days.reverse()
    for day in days if by else ():
        AgendaDay.objects.filter(pk=day.pk).update(on=day.on + by)
