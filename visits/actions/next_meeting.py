"""The meeting after this one, drafted in one step, and the skeleton of an agenda taken over."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.models import City, Person
from portal.lib.richtext import clean
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.countdown import fill_countdown
from visits.actions.meetings import draft_meeting
from visits.actions.registration.copying import take_over_registration
from visits.countdown import last_host_of, source_of
from visits.facts import AGENDA, COUNTDOWN, REGISTRATION, TEXTS
from visits.models import AgendaDay, AgendaItem, Meeting

# A picture belongs to its meeting's page and to that page's audience.
FIGURES: Final = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
KEPT_OF_ITEMS: Final = (
    *("kind", "title", "description", "starts", "ends", "ends_next_day", "track", "position"),
)


@transaction.atomic
def draft_next(
    *,
    meeting: Meeting,
    seen: int,
    title: str,
    hosts: Sequence[City],
    dates: str,
    by: Person | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    month_on: date | None = None,
    takes: Collection[str] = (TEXTS, AGENDA, COUNTDOWN, REGISTRATION),
) -> Meeting:
    """Draft the meeting that follows this one: group, contact, kind, mode and audiences are the same.

    ``seen`` is how many meetings were known to follow it: of two who do this at once, the second is told of the
    first one's draft. Nobody is taken over, and no document; a host may be left to be found.
    """
    meeting = rows.take(meeting)
    _check_seen(meeting, seen)
    made = draft_meeting(
        title=title,
        hosts=hosts,
        dates=dates,
        starts_on=starts_on,
        ends_on=ends_on,
        month_on=month_on,
        time_zone="" if hosts else meeting.time_zone,
        introduction=FIGURES.sub("", meeting.introduction) if TEXTS in takes else "",
        follows=meeting,
        by=by,
        **_the_same(meeting),
    )
    if AGENDA in takes and starts_on:
        take_over_agenda(meeting=made, source=meeting, by=by)
    if COUNTDOWN in takes:
        _take_over_countdown(made, meeting, by)
    if REGISTRATION in takes:
        take_over_registration(meeting=made, source=meeting, by=by)
    LogEntry.objects.record("draft_next", meeting, by=by, next=made.pk)
    return made


def _the_same(meeting: Meeting) -> dict[str, Any]:
    """Whose meeting it is, of which kind, who answers for it and who reads it."""
    contact = meeting.staff_contact
    return {
        "kind": meeting.kind,
        "mode": meeting.mode,
        "lead_group": meeting.lead_group,
        "joint_groups": list(meeting.joint_groups.all()),
        "forum": meeting.forum,
        "page_audience": meeting.page_audience,
        "report_audience": meeting.report_audience,
        "participants_audience": meeting.participants_audience,
        "staff_contact": contact if contact and contact.is_active else None,
    }


@transaction.atomic
def take_over_agenda(*, meeting: Meeting, source: Meeting, by: Person | None) -> int:
    """Copy what another meeting's agenda is made of, day by day from the first; how many items there are now.

    Without speakers, places, documents and what was cancelled. Days for which the meeting is too short are left out.
    """
    meeting = rows.take(meeting)
    if meeting.starts_on is None or meeting.ends_on is None:
        raise ValidationError(_("An agenda needs days: say first when the meeting is held."))
    if meeting.days.exists():
        raise ValidationError(_("This meeting has an agenda already."))
    days = list(source.days.filter(cancelled_at=None).order_by("on").prefetch_related("items"))
    first = source.starts_on or (days[0].on if days else None)
    items = 0
    for day in days:
        on = meeting.starts_on + (day.on - (first or day.on))
        if meeting.starts_on <= on <= meeting.ends_on:
            items += _copy_day(day, meeting, on)
    rows.touch(meeting)
    LogEntry.objects.record("take_over_agenda", meeting, by=by, source=source.pk, items=items)
    return items


def _copy_day(day: AgendaDay, meeting: Meeting, on: date) -> int:
    copy = AgendaDay.objects.create(meeting=meeting, on=on, heading=day.heading)
    kept = [item for item in day.items.all() if item.cancelled_at is None]
    copies = [
        AgendaItem(day=copy, **{name: getattr(item, name) for name in KEPT_OF_ITEMS})
        for item in kept
    ]
    for item in copies:
        item.description = clean(FIGURES.sub("", item.description))
    return len(AgendaItem.objects.bulk_create(copies))


def _take_over_countdown(made: Meeting, before: Meeting, by: Person | None) -> None:
    """From the meeting before; where it has none, from the last host of the group."""
    source = source_of(before)
    if not source.steps:
        source = last_host_of(made) or source
    if source.steps:
        fill_countdown(meeting=made, steps=source.steps, by=by)


def _check_seen(meeting: Meeting, seen: int) -> None:
    followers = list(meeting.followers.order_by("-pk"))
    if len(followers) > seen:
        raise ValidationError(
            _(
                "“%(title)s” was drafted as the next meeting meanwhile. Press again only if there is to be another one."
            ),
            code="changed",
            params={"title": followers[0].title},
        )
