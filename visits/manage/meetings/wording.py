"""The facts of a meeting in words, as the desk shows them."""

from django.urls import reverse
from django.utils import timezone

from portal.lib.dates import when
from visits.forms.places import zone_words
from visits.models import Meeting


def way(name: str, meeting: Meeting, *more: object) -> str:
    """The address of a part of the meeting's desk."""
    return reverse(name, args=[meeting.slug, *more])


def said_of(meeting: Meeting, name: str) -> str:
    """What stands in a fact; a dash where nothing does."""
    match name:
        case "hosts":
            said = ", ".join(row.city.name for row in meeting.host_rows.all())
        case "joint_groups":
            said = ", ".join(str(group) for group in meeting.joint_groups.all())
        case "time_zone":
            said = zone_of(meeting)
        case "when":
            said = when(meeting)
        case "kind" | "mode" | "page_audience" | "report_audience" | "participants_audience":
            said = str(getattr(meeting, f"get_{name}_display")()).capitalize()
        case _:
            said = str(getattr(meeting, name) or "")
    return said or "–"


def zone_of(meeting: Meeting) -> str:
    """The zone with its offset on the first day; today's, where there is none."""
    return zone_words(meeting.time_zone, meeting.starts_on or timezone.localdate())
