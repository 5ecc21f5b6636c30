"""What a meeting that is being made will be: its address, its clocks, and what is strange about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.lib.clocks import changes
from visits.addresses import address_of
from visits.forms.places import zone_words
from visits.forms.when import DAYS, FIXED, MONTH
from visits.models import Meeting

if TYPE_CHECKING:
    from members.models import City
    from visits.forms.meetings import MeetingForm


@dataclass(frozen=True)
class Told:
    address: str
    zone: str
    clock_changes: list[str]
    other_zones: list[str]


def told_of(form: MeetingForm) -> Told | None:
    """From what was understood of the form so far; nothing before there is a title, a group or a host."""
    form.is_valid()
    given = form.cleaned_data
    hosts: list[City] = given.get("hosts") or []
    if not (given.get("title") or given.get("lead_group") or hosts):
        return None
    meeting = _meeting(given)
    meeting.time_zone = given.get("time_zone") or (
        hosts[0].time_zone if hosts else timezone.get_default_timezone_name()
    )
    return Told(
        address=reverse("meeting", args=[address_of(meeting, hosts[0] if hosts else None)]),
        zone=zone_words(meeting.time_zone, meeting.starts_on or timezone.localdate()),
        clock_changes=clock_changes(meeting),
        other_zones=other_zones(meeting, hosts),
    )


def clock_changes(meeting: Meeting) -> list[str]:
    """A sentence for each day of the meeting on which clocks are changed where it is held."""
    if not meeting.starts_on or not meeting.ends_on or meeting.ends_on < meeting.starts_on:
        return []
    return [str(one) for one in changes(meeting.zone, meeting.starts_on, meeting.ends_on)]


def other_zones(meeting: Meeting, hosts: list[City]) -> list[str]:
    """The host cities whose clocks say otherwise."""
    day: date = meeting.starts_on or timezone.localdate()
    here = zone_words(meeting.time_zone, day).rpartition(", ")[2]
    others = [(city.name, zone_words(city.time_zone, day)) for city in hosts]
    return [
        _("In %(city)s it is another hour: %(zone)s.") % {"city": name, "zone": words}
        for name, words in others
        if words.rpartition(", ")[2] != here
    ]


def _meeting(given: dict[str, Any]) -> Meeting:
    kind = given.get("when")
    month = given.get("month")
    return Meeting(
        title=given.get("title", ""),
        lead_group=given.get("lead_group"),
        mode=given.get("mode", ""),
        starts_on=given.get("starts_on") if kind in {FIXED, DAYS} else None,
        ends_on=given.get("ends_on") if kind in {FIXED, DAYS} else None,
        month_on=_first(month) if kind == MONTH and month else None,
    )


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
