"""Who of the host city prepares a meeting: named, and followed by another."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.models import Organiser


@transaction.atomic
def replace_organiser(*, organiser: Organiser, by: Person | None, to: Person | None) -> None:
    """Let ``to`` prepare the meeting instead, or nobody until somebody is named."""
    meeting = rows.take(organiser.meeting)
    if not Organiser.objects.filter(pk=organiser.pk).delete()[0]:
        raise ValidationError(_("This organiser was replaced meanwhile. Nothing was changed."))
    if to is not None:
        Organiser.objects.get_or_create(meeting=meeting, person=to)
    rows.touch(meeting)
    LogEntry.objects.record(
        "replace_organiser",
        meeting,
        by=by,
        person=organiser.person_id,
        to=to.pk if to else None,
    )
