"""What a countdown starts from: the usual steps, and the countdown of the last host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from visits.models import CountdownStep, Meeting

# Weeks before the first day, and what is to be done by then.
USUAL: Final = (
    (10, _("Block rooms in a hotel")),
    (6, _("Send visa letters")),
    (3, _("Release the programme")),
    (1, _("Give the caterer the totals")),
)


def usual_steps() -> list[CountdownStep]:
    """Not of any meeting yet."""
    return [CountdownStep(weeks_before=weeks, title=str(title)) for weeks, title in USUAL]


@dataclass(frozen=True)
class Source:
    """A countdown to start from: whose it is, and its steps."""

    meeting: Meeting
    host: str
    steps: list[CountdownStep]


def last_host_of(meeting: Meeting) -> Source | None:
    """The latest countdown of another meeting of the same group or in the same city, which was published.

    Where the meeting has days, the other began before it.
    """
    others = (
        Meeting.objects.published()
        .filter(Exists(CountdownStep.objects.filter(meeting=OuterRef("pk"))))
        .filter(_of_same_group(meeting) | Q(hosts__in=meeting.hosts.all()))
        .exclude(pk=meeting.pk)
    )
    if meeting.starts_on:
        others = others.filter(starts_on__lt=meeting.starts_on)
    latest = others.order_by(F("starts_on").desc(nulls_last=True), "-pk").first()
    return source_of(latest) if latest else None


def source_of(meeting: Meeting) -> Source:
    hosts = [row.city.name for row in meeting.host_rows.select_related("city")]
    return Source(meeting, ", ".join(hosts) or meeting.title, list(meeting.countdown_steps.all()))


def _of_same_group(meeting: Meeting) -> Q:
    return Q(lead_group__isnull=False, lead_group=meeting.lead_group_id)
