"""Writing the formatted texts of a meeting's page, together with what others wrote since."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Person
from portal.lib.merging_texts import Merged, merge
from portal.models import LogEntry
from visits.actions import rows
from visits.models import Meeting

TEXTS: Final = ("introduction", "report")


@transaction.atomic
def write_text(*, meeting: Meeting, field: str, base: str, text: str, by: Person | None) -> Merged:
    """Write ``text``, which began from ``base``, merged with what stands by now.

    Where both changed the same, nothing is written and the outcome holds the conflicts. A published report is not emptied.
    """
    if field not in TEXTS:
        raise ValueError(field)
    meeting = rows.take(meeting)
    before = getattr(meeting, field)
    merged = merge(base=base, mine=text, theirs=before)
    after = merged.resolved()
    if not merged.is_clean or after == before:
        return merged
    if field == "report" and meeting.is_reported and not after:
        raise ValidationError(
            _("The report is published: it cannot be empty. Nothing was changed.")
        )
    setattr(meeting, field, after)
    rows.save(meeting, [field])
    LogEntry.objects.record("write_text", meeting, by=by, fields=[field])
    return merged
