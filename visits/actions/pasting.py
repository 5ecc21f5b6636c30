"""Putting a pasted agenda into a meeting, after it was looked at and corrected."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Person
from visits.actions import rows
from visits.actions.agenda_writing import write_agenda
from visits.agenda_mark import mark_of
from visits.models import AgendaItem, Meeting
from visits.planned import PlannedItem


@transaction.atomic
def write_pasted(
    *,
    meeting: Meeting,
    planned: Sequence[PlannedItem],
    headings: Mapping[date, str],
    seen: str,
    by: Person,
    replaces: bool = False,
) -> list[AgendaItem]:
    """Write it as one act, if the agenda is still what it was when ``seen`` was taken (docs/decisions/0105)."""
    meeting = rows.take(meeting)
    if mark_of(meeting) != seen:
        raise ValidationError(
            _(
                "The agenda was changed meanwhile. Nothing was written, and all that you corrected is still here: "
                "look at what the agenda is now, then put this into it."
            ),
            code="changed",
        )
    return write_agenda(
        meeting=meeting, planned=planned, by=by, replaces=replaces, headings=headings
    )
