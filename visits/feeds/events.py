"""Meetings and agendas as entries of a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.lib import site
from portal.lib.ical import Event, Status
from portal.lib.richtext import to_text
from visits.agenda import Agenda
from visits.feeds import words
from visits.models import Meeting, Release

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visits.agenda import Day, Item, SpokenBy


# One entry a meeting -----------------------------------------------------------------------------


def of_meetings(meetings: Iterable[Meeting]) -> list[Event]:
    """An entry for each that has days; a month, or nothing, is no place in a calendar."""
    return [event for meeting in meetings if (event := _of_meeting(meeting)) is not None]


def _of_meeting(meeting: Meeting) -> Event | None:
    """An entry of whole days; ``meeting`` comes with its hosts and groups."""
    days = words.days_of(meeting)
    if days is None:
        return None
    url = site.absolute(meeting.get_absolute_url())
    texts = (
        words.state_of(meeting),
        words.held_by(meeting),
        to_text(meeting.introduction),
        words.registration_of(meeting),
        url,
    )
    return Event(
        uid=f"meeting-{meeting.pk}@{site.host()}",
        title=meeting.title,
        starts=days[0],
        ends=days[1],
        status=_status_of_meeting(meeting),
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        stamped_at=meeting.changed_at,
        url=url,
        text=_lines(texts),
        place=words.place_of(meeting),
        categories=[meeting.get_kind_display()],
    )


def _status_of_meeting(meeting: Meeting) -> Status:
    if words.is_cancelled(meeting) or meeting.is_postponed:
        return Status.CANCELLED
    return Status.TENTATIVE if meeting.is_tentative else Status.CONFIRMED


# One entry an item of the agenda -----------------------------------------------------------------


def of_agenda(meeting: Meeting, releases: Iterable[Release]) -> list[Event]:
    """An entry for each item of the latest release, breaks included; ``releases`` are all, the latest first.

    Its SEQUENCE counts the release that last changed it, and what was told of the meeting itself: both only rise.
    """
    read = [(release, Agenda.of(release)) for release in releases][::-1]
    if not read:
        return []
    changed_by = _last_changes(read)
    _latest, agenda = read[-1]
    return [
        _of_item(meeting, day, item, changed_by[item.uid])
        for day in agenda.days
        for item in day.items
    ]


def _last_changes(releases: Iterable[tuple[Release, Agenda]]) -> dict[str, Release]:
    """By the UID of each item ever released, the release that last changed it; ``releases`` are the oldest first."""
    found: dict[str, Release] = {}
    before: dict[str, tuple[str, int, Item]] = {}
    for release, agenda in releases:
        now = {
            item.uid: (day.cancel_reason, day.utc_offset, item)
            for day in agenda.days
            for item in day.items
        }
        found |= {uid: release for uid, item in now.items() if before.get(uid) != item}
        before = now
    return found


def _of_item(meeting: Meeting, day: Day, item: Item, changed_by: Release) -> Event:
    url = site.absolute(f"{reverse('agenda', args=[meeting.slug])}#item-{item.id}")
    texts = (
        words.state_of(meeting),
        _cancellation(day, item),
        item.track,
        to_text(item.description),
        *(_speaker(speaker) for speaker in item.speakers),
        url,
    )
    return Event(
        uid=f"{item.uid}@{site.host()}",
        title=item.title,
        starts=item.starts_at,
        ends=item.ends_at,
        status=_status_of_item(meeting, day, item),
        sequence=changed_by.number - 1 + meeting.sequence,
        changed_at=changed_by.made_at,
        stamped_at=meeting.changed_at,
        url=url,
        text=_lines(texts),
        place=item.place,
        categories=[item.get_kind_display()],
    )


def _status_of_item(meeting: Meeting, day: Day, item: Item) -> Status:
    if words.is_cancelled(meeting) or day.is_cancelled or item.is_cancelled:
        return Status.CANCELLED
    return Status.CONFIRMED if meeting.dates == Meeting.Dates.FIXED else Status.TENTATIVE


def _cancellation(day: Day, item: Item) -> str:
    if item.is_cancelled:
        return _("Cancelled: %(reason)s") % {"reason": item.cancel_reason}
    if day.is_cancelled:
        return _("This day is cancelled: %(reason)s") % {"reason": day.cancel_reason}
    return ""


def _speaker(speaker: SpokenBy) -> str:
    said = (speaker.name, speaker.role, speaker.organisation, speaker.city)
    return ", ".join(part for part in said if part)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)
