"""Noting that somebody took away a list of registrations, and that it was deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits.models import Meeting, RegistrationExport


@transaction.atomic
def note_export(
    *,
    meeting: Meeting,
    form: str,
    columns: Sequence[str],
    rows: int,
    has_sensitive: bool,
    purpose: str,
    delete_by_on: date | None,
    by: Person,
) -> RegistrationExport:
    """Before the list leaves. With sensitive answers it needs a purpose and a day; else ValidationError."""
    export = RegistrationExport(
        meeting=meeting,
        made_by=by,
        form=form,
        # Labels as they were, as far as the column takes them.
        columns=[label[:80] for label in columns],
        rows=rows,
        has_sensitive=has_sensitive,
        purpose=purpose,
        delete_by_on=delete_by_on,
    )
    export.full_clean()
    export.save()
    facts = {"export": export.pk, "rows": rows, "sensitive": has_sensitive, "form": form}
    LogEntry.objects.record("export_registrations", meeting, by=by, **facts)
    return export


@transaction.atomic
def confirm_deleted(*, export: RegistrationExport, by: Person) -> None:
    """Who took the list away says that it is deleted; nobody else can know."""
    found = RegistrationExport.objects.select_for_update().get(pk=export.pk)
    if found.made_by_id != by.pk:
        raise ValidationError(_("Who took the list away says that it is deleted."))
    if found.deleted_at is None:
        found.deleted_at = timezone.now()
        found.save(update_fields=["deleted_at"])
        LogEntry.objects.record("confirm_export_deleted", found.meeting, by=by, export=found.pk)
