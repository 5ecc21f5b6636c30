"""The facts of a meeting that forms ask for together, and the mark by which a form knows whether they changed since."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from visits.models import Meeting

# What chairs and organisers change as the secretariat does: what the meeting is called, and where and how it is held.
PREPARED: Final = ("title", "mode", "venue", "address", "time_zone")
# For whom and whose it is: the secretariat's (docs/decisions/0115).
DECIDED: Final = (
    *("kind", "lead_group", "joint_groups", "forum", "hosts", "staff_contact", "follows"),
    *("page_audience", "report_audience", "participants_audience"),
)
DATES: Final = ("dates", "starts_on", "ends_on", "month_on")
# What the next meeting may take over besides what it is and whose.
TEXTS, AGENDA, COUNTDOWN = "introduction", "agenda", "countdown"
REGISTRATION = "registration"
# What calendars show of these, in its own field or in a sentence.
TOLD: Final = frozenset({*PREPARED, "kind", "lead_group", "joint_groups", "forum", "hosts"})


def facts_of(meeting: Meeting, names: Iterable[str]) -> dict[str, Any]:
    """What stands there now: plain values, keys of records, hosts in their order."""
    return {name: _fact(meeting, name) for name in names}


def mark_of(meeting: Meeting, names: Iterable[str]) -> str:
    """A short mark that is another one when any of these facts is.

    The version of the row would not do: work on the agenda or on documents raises it too, and would turn away
    whoever changes the venue meanwhile.
    """
    return sha256(repr(sorted(facts_of(meeting, names).items())).encode()).hexdigest()[:16]


def _fact(meeting: Meeting, name: str) -> Any:
    match name:
        case "hosts":
            return [row.city_id for row in meeting.host_rows.all()]
        case "joint_groups":
            return sorted(group.pk for group in meeting.joint_groups.all())
        case "lead_group" | "forum" | "staff_contact" | "follows":
            return getattr(meeting, f"{name}_id")
        case _:
            return getattr(meeting, name)
