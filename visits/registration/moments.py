"""When something happens to a registration, in words: by the clock of the meeting's place."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format

from portal.lib.dates import zone_names
from visits.models import Meeting


def said(moment: datetime, meeting: Meeting) -> str:
    """Monday 4 May 2026, 18:00 (CEST)."""
    there = moment.astimezone(meeting.zone)
    return f"{date_format(there, 'l j F Y, H:i')} ({zone_names(meeting.zone, [there.date()])})"
