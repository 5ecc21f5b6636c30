"""Adding documents and their versions."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from documents.actions.pages import queue_pages
from documents.models import Document, DocumentVersion
from members.models import Group, Person
from portal.lib.files import safe_filename
from portal.models import LogEntry
from visits.actions import rows
from visits.models import AgendaItem, Meeting


@transaction.atomic
def add_document(
    *,
    title: str,
    kind: str,
    by: Person | None,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    group: Group | None = None,
    audience: str = Document.Audience.MEMBERS,
    original_name: str = "",
    link: str = "",
    visible_from_at: datetime | None = None,
) -> Document:
    """Add a document at the end of its meeting's or group's list. Its file comes by ``add_version``."""
    if item is not None and (meeting is None or item.day.meeting_id != meeting.pk):
        raise ValidationError(_("That agenda item belongs to another meeting."))
    if meeting is not None:
        rows.take(meeting)
    document = Document(
        title=title,
        kind=kind,
        audience=audience,
        meeting=meeting,
        item=item,
        group=group,
        original_name=original_name,
        link=link,
        visible_from_at=visible_from_at,
        position=Document.objects.filter(meeting=meeting, group=group).count(),
        created_by=by,
    )
    document.full_clean()
    document.save()
    _touch_meeting(document)
    LogEntry.objects.record("add_document", document, by=by, kind=str(kind))
    return document


@transaction.atomic
def add_version(
    *, document: Document, file: File[bytes], file_name: str, content_type: str, by: Person | None
) -> DocumentVersion:
    """Give a document its file, or a newer one under the same address. The file is read in chunks."""
    version = _stored(file, file_name, content_type, by)
    return _given(_taken(document), version, by)


@transaction.atomic
def add_file(
    *,
    file: File[bytes],
    file_name: str,
    content_type: str,
    title: str,
    kind: str,
    audience: str,
    by: Person | None,
    meeting: Meeting | None = None,
    group: Group | None = None,
    item: AgendaItem | None = None,
    visible_from_at: datetime | None = None,
) -> Document:
    """Add a document together with its file: both, or neither."""
    version = _stored(file, file_name, content_type, by)
    document = add_document(
        title=title,
        kind=kind,
        audience=audience,
        meeting=meeting,
        group=group,
        item=item,
        visible_from_at=visible_from_at,
        by=by,
    )
    _given(document, version, by)
    return document


def _stored(
    file: File[bytes], file_name: str, content_type: str, by: Person | None
) -> DocumentVersion:
    """A version with its file in the store, and no row. No row is locked yet: others go on while a store is slow."""
    version = DocumentVersion(
        file_name=safe_filename(file_name),
        content_type=content_type,
        size=file.size,
        sha256=digest(file),
        added_by=by,
    )
    version.file.save(version.file_name, file, save=False)
    return version


def _given(document: Document, version: DocumentVersion, by: Person | None) -> DocumentVersion:
    """The version as the next and current one of a document whose row is taken."""
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version.document, version.number = document, last + 1
    version.full_clean()
    version.save()
    if version.is_pdf:
        queue_pages(version=version)
    document.current = version
    document.version += 1
    document.full_clean()
    document.save(update_fields=["current", "version"])
    _touch_meeting(document)
    LogEntry.objects.record("add_version", document, by=by, number=version.number)
    return version


def _taken(document: Document) -> Document:
    """The document as it is now, with its meeting's row locked before its own, as all who change it do."""
    if document.meeting is not None:
        rows.take(document.meeting)
    taken = Document.objects.select_for_update(of=("self",)).filter(pk=document.pk).first()
    if taken is None:
        raise ValidationError(
            _("This document was removed meanwhile. Nothing was changed."), code="gone"
        )
    return taken


def _touch_meeting(document: Document) -> None:
    if document.meeting is not None:
        rows.touch(document.meeting)


def digest(file: File[bytes]) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; the file is left at its beginning."""
    found = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
