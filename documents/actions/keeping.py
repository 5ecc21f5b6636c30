"""Keeping a meeting's or group's documents in order: what is said of them, their order, withdrawing, removing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from documents.models import Document, Download, PageImage
from members.models import Person
from portal.lib.files import SHARED
from portal.lib.order import Direction, numbered, stepped
from portal.models import LogEntry
from visits.actions import rows
from visits.models import AgendaItem

Audience = Document.Audience


@transaction.atomic
def edit_document(
    *,
    document: Document,
    version: int | None,
    by: Person | None,
    title: str,
    kind: str,
    audience: str,
    visible_from_at: datetime | None,
    item: AgendaItem | None = None,
    link: str = "",
) -> Document:
    """Change what is said of a document. One that changed since ``version`` stays: the code is then ``changed``."""
    document = _taken(document)
    if version is not None and version != document.version:
        raise ValidationError(
            _(
                "Somebody else changed this document while you were writing. Nothing of yours is lost."
            ),
            code="changed",
        )
    if item is not None and item.day.meeting_id != document.meeting_id:
        raise ValidationError(_("That agenda item belongs to another meeting."))
    document.title, document.kind, document.audience = title, kind, audience
    document.visible_from_at, document.item = visible_from_at, item
    if document.link:
        document.link = link
    fields = ["title", "title_key", "kind", "audience", "visible_from_at", "item", "link"]
    _save(document, fields)
    LogEntry.objects.record("edit_document", document, by=by, audience=audience, kind=kind)
    return document


@transaction.atomic
def step_document(*, document: Document, by: Person | None, direction: Direction) -> None:
    """Let it change places with its neighbour among those of the same agenda item, or of the whole meeting."""
    document = _taken(document)
    every = list(Document.objects.filter(meeting=document.meeting, group=document.group))
    places = [place for place, one in enumerate(every) if one.item_id == document.item_id]
    moved = stepped([every[place] for place in places], document, direction)
    for place, one in zip(places, moved, strict=True):
        every[place] = one
    Document.objects.bulk_update(numbered(every), ["position"])
    _touch(document)
    LogEntry.objects.record("step_document", document, by=by)


@transaction.atomic
def withdraw_document(*, document: Document, by: Person | None) -> Document:
    """Take a document from its readers: from now on its editors alone find it, and can give it back by editing it."""
    document = _taken(document)
    before, document.audience = document.audience, Audience.EDITORS
    _save(document, ["audience"])
    LogEntry.objects.record("withdraw_document", document, by=by, before=before)
    return document


@transaction.atomic
def remove_document(*, document: Document, by: Person | None) -> None:
    """Remove what should never have been sent, with its files. Only what is withdrawn and nobody has downloaded.

    Everything else stays: what people have read and refer to is withdrawn, never removed.
    """
    document = _taken(document)
    if document.audience != Audience.EDITORS:
        raise ValidationError(_("Withdraw it first: readers may be looking at it now."))
    if Download.objects.filter(version__document=document).exists():
        raise ValidationError(
            _("It was downloaded, so it is kept. It is withdrawn: nobody but its editors finds it.")
        )
    versions = document.versions.all()
    pictures = PageImage.objects.filter(page__version__document=document)
    names = [*versions.values_list("file", flat=True), *pictures.values_list("file", flat=True)]
    _touch(document)
    LogEntry.objects.record("remove_document", document, by=by, versions=len(versions))
    document.current = None
    document.save(update_fields=["current"])
    versions.delete()
    document.delete()
    transaction.on_commit(_deleting(names))


def _deleting(names: list[str]) -> Callable[[], None]:
    return partial(_delete, names)


def _delete(names: list[str]) -> None:
    for name in names:
        if not name.startswith(SHARED):
            default_storage.delete(name)


def _taken(document: Document) -> Document:
    """The document as it is now, with its meeting's row locked first and its own then, as all who change it do."""
    if document.meeting is not None:
        rows.take(document.meeting)
    found = Document.objects.select_for_update(of=("self",)).select_related("meeting", "group")
    taken = found.filter(pk=document.pk).first()
    if taken is None:
        raise ValidationError(
            _("This document was removed meanwhile. Nothing was changed."), code="gone"
        )
    return taken


def _save(document: Document, fields: list[str]) -> None:
    document.version += 1
    document.full_clean()
    document.save(update_fields=[*fields, "version"])
    _touch(document)


def _touch(document: Document) -> None:
    if document.meeting is not None:
        rows.touch(document.meeting)
