"""How pages of the desk open a shelf of documents, or one document of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from documents import access
from documents.models import Document
from documents.shelf import Shelf
from members.manage.opening import open_prepared_group
from visits.manage.opening import open_prepared

if TYPE_CHECKING:
    from members.reader import Reader


def shelf_of_meeting(reader: Reader, slug: str) -> Shelf:
    return Shelf(meeting=open_prepared(reader, slug))


def shelf_of_group(reader: Reader, slug: str) -> Shelf:
    """For its chairs and staff; that there is such a group is no secret."""
    return Shelf(group=open_prepared_group(reader, slug))


def open_edited(reader: Reader, document_id: int) -> tuple[Document, Shelf]:
    """The document and where it stands, for its editors. Others are refused, or told of nothing, as readers are."""
    found = Document.objects.edited_by(reader).select_related("current", "meeting", "item", "group")
    document = found.filter(pk=document_id).first()
    if document is None:
        if isinstance(access.decide(document_id=document_id, reader=reader), access.NotFound):
            raise Http404
        raise PermissionDenied
    if document.meeting is not None:
        document.meeting = open_prepared(reader, document.meeting.slug)
    return document, Shelf.of(document)
