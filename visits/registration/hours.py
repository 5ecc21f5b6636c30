"""When a meeting is, as mails and calendars say it: its days, its hours as they were released, whose clocks."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.lib.dates import zone_names
from visits.agenda import Agenda, Day
from visits.models import Meeting


class Hours(NamedTuple):
    """From the beginning of the first item of one day to the end of the last."""

    starts_at: datetime
    ends_at: datetime

    def __str__(self) -> str:
        """Tuesday 5 May 2026: 09:00–17:30."""
        said = {
            "day": date_format(self.starts_at, "l j F Y"),
            "starts": f"{self.starts_at:%H:%M}",
            "ends": f"{self.ends_at:%H:%M}",
        }
        return _("%(day)s: %(starts)s–%(ends)s") % said


def hours_of(meeting: Meeting) -> list[Hours]:
    """Of each day of the meeting for which the latest release of the agenda tells any; one query."""
    release = meeting.releases.first()
    if release is None or meeting.starts_on is None or meeting.ends_on is None:
        return []
    days = Agenda.of(release).days
    return [
        hours
        for day in days
        if meeting.starts_on <= day.on <= meeting.ends_on and (hours := _of_day(day)) is not None
    ]


def _of_day(day: Day) -> Hours | None:
    items = [] if day.is_cancelled else [one for one in day.items if not one.is_cancelled]
    if not items:
        return None
    return Hours(min(one.starts_at for one in items), max(one.ends_at for one in items))


def day_words(meeting: Meeting) -> str:
    """Monday 4 May 2026 – Tuesday 5 May 2026; nothing while the days are not known."""
    if meeting.starts_on is None or meeting.ends_on is None:
        return ""
    days = dict.fromkeys((meeting.starts_on, meeting.ends_on))
    return " – ".join(date_format(day, "l j F Y") for day in days)


def clock_words(meeting: Meeting) -> str:
    """CEST, Europe/Prague: what the clocks say where it takes place, on its days."""
    if meeting.starts_on is None or meeting.ends_on is None:
        return meeting.time_zone
    names = zone_names(meeting.zone, [meeting.starts_on, meeting.ends_on])
    return f"{names}, {meeting.time_zone}"
