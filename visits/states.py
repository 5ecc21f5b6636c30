"""The table of a meeting's transitions: from which states, to which, and who may make them.

Actions ask ``check``; docs/transitions.md is written from the table and compared in a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from visits.models import Meeting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

State = Meeting.State
Who = Literal["editors", "staff"]

# Neither cancelled nor with a report.
LIVING: Final = frozenset({State.DRAFT, State.PUBLISHED})


@dataclass(frozen=True)
class Transition:
    """One change of state or of the dates. ``to`` None leaves the state as it is."""

    verb: str
    before: frozenset[str]
    to: str | None
    who: Who
    rule: str
    refusal: StrOrPromise


TRANSITIONS: Final = {
    row.verb: row
    for row in (
        Transition(
            "publish",
            frozenset({State.DRAFT}),
            State.PUBLISHED,
            "staff",
            "Has a group or forum; a host city unless online. Keeps the dates of this moment; makes release 1 of an "
            "agenda that has items.",
            _("Only a draft can be published: this meeting was published before."),
        ),
        Transition(
            "plan_publishing",
            frozenset({State.DRAFT}),
            None,
            "staff",
            "For a moment that is still to come. What refuses publishing then leaves a draft, with the sentence, and "
            "is not tried again.",
            _("Only a draft can be published: this meeting was published before."),
        ),
        Transition(
            "take_back_plan",
            frozenset({State.DRAFT}),
            None,
            "staff",
            "Nothing is published by itself any more.",
            _("It is too late: this meeting is published."),
        ),
        Transition(
            "fix_dates",
            LIVING,
            None,
            "editors",
            "The last day is not before the first; every day of the agenda lies within them.",
            _("The dates of a meeting that is over or cancelled stay as they are."),
        ),
        Transition(
            "propose_dates",
            LIVING,
            None,
            "editors",
            "Tentative days, a month, or none. Fixed days that are published stay; so do tentative ones, until others "
            "take their place.",
            _("The dates of a meeting that is over or cancelled stay as they are."),
        ),
        Transition(
            "report",
            frozenset({State.PUBLISHED}),
            State.REPORTED,
            "staff",
            "Has a report, fixed dates, and its last day is over.",
            _("A report is published for a meeting that is published and has none yet."),
        ),
    )
}


def check(verb: str, meeting: Meeting) -> Transition:
    """The row of ``verb``, if it leads on from the meeting's state; else a ValidationError with its sentence."""
    row = TRANSITIONS[verb]
    if meeting.state not in row.before:
        raise ValidationError(row.refusal, code="state")
    return row
