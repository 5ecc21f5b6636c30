"""Taking back what was done to an agenda, and doing it again (docs/decisions/0100)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits import agenda_states, draft
from visits.actions import rows
from visits.models import AgendaChange, Meeting


@transaction.atomic
def undo(*, meeting: Meeting, by: Person, change: AgendaChange | None = None) -> AgendaChange:
    """Take back ``change``, or else the last that ``by`` made: what it touched is as before, under the same ids.

    Another's change is undone only when it is named. Refused where somebody changed the same since.
    """
    taken = rows.take(meeting)
    found = draft.undoable(taken, by, change)
    if found is None:
        raise ValidationError(_("There is nothing of yours to undo."), code="nothing")
    found.meeting = taken
    agenda_states.put(taken, found, found.after, found.before)
    found.undone_at = timezone.now()
    _note(taken, "undo", found, by)
    return found


@transaction.atomic
def redo(*, meeting: Meeting, by: Person, change: AgendaChange | None = None) -> AgendaChange:
    """Do again what was undone last, as long as ``by`` has done nothing else since."""
    taken = rows.take(meeting)
    found = draft.redoable(taken, by, change)
    if found is None:
        raise ValidationError(_("There is nothing of yours to do again."), code="nothing")
    found.meeting = taken
    agenda_states.put(taken, found, found.before, found.after)
    found.undone_at = None
    _note(taken, "redo", found, by)
    return found


def _note(meeting: Meeting, verb: str, change: AgendaChange, by: Person) -> None:
    change.save(update_fields=["undone_at"])
    rows.touch(meeting)
    LogEntry.objects.record(verb, meeting, by=by, change=change.pk)
