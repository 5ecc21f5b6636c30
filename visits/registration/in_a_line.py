"""A meeting in one line of a mail that lists several: title, days, clock, place."""

from __future__ import annotations

from portal.lib.dates import when, zone_names
from visits.feeds.words import place_of
from visits.models import Meeting


def in_a_line(meeting: Meeting) -> str:
    """Night visit, 1–2 June 2090 (CEST), Town hall, Brno, Czechia."""
    days = when(meeting)
    if meeting.starts_on and meeting.ends_on:
        days = f"{days} ({zone_names(meeting.zone, [meeting.starts_on, meeting.ends_on])})"
    return ", ".join(filter(None, [meeting.title, days, place_of(meeting)]))
