"""The one place that decides about every byte of every document.

It adds no rule of its own: it asks the reading rules *openable by*, *published* and *listed for*, and names what follows.
"""

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import Document, DocumentVersion
from members.questions import ReadersQuestion
from members.reader import Reader
from portal.lib.questions import Place


class Reason(models.TextChoices):
    """Why a reader who is known may not open a document, and what to do about it."""

    NO_POST = (
        "no_post",
        _("Documents of members are for people who hold a post in a member city today."),
    )
    GROUP = "group", _("It is for the people of the working group. Ask its chair to be nominated.")
    PARTICIPANTS = "participants", _("It is for those who took part in the meeting.")
    MEETING = "meeting", _("It belongs to a meeting whose page is not for you.")


@dataclass(frozen=True)
class Openable:
    """The reader may have every byte. Without a version it is a link, or its file is missing."""

    document: Document

    @property
    def version(self) -> DocumentVersion | None:
        return self.document.current


@dataclass(frozen=True)
class LoginFirst:
    """The document is published but not public, and the reader is a stranger."""


@dataclass(frozen=True)
class Forbidden:
    """The reader is known and may not; ``listed`` if the document may be named."""

    reason: Reason
    listed: Document | None


@dataclass(frozen=True)
class NotFound:
    """There is none, or none that this reader may know of."""


Answer = Openable | LoginFirst | Forbidden | NotFound


def decide(*, document_id: int, reader: Reader) -> Answer:
    """What this reader gets of this document."""
    documents = Document.objects.filter(pk=document_id)
    if OPENED.ask(reader, document=document_id) and (document := _kept(document_id, reader)):
        return Openable(document)
    if (published := documents.published().first()) is None:
        return NotFound()
    if not reader.is_known:
        return LoginFirst()
    listed = published if documents.listed_for(reader).exists() else None
    return Forbidden(_reason(published, reader), listed)


def _kept(document_id: int, reader: Reader) -> Document | None:
    """The record, as the content has it for whoever may open it."""
    return reader.content.kept(("document", document_id), lambda _: _with_its_file(document_id))


def _with_its_file(document_id: int) -> Document | None:
    found = Document.objects.select_related("current", "meeting", "group")
    document = found.filter(pk=document_id).first()
    if document and document.current:
        document.current.document = document
    return document


def _opened(reader: Reader) -> models.QuerySet[Document, tuple[int]]:
    opened = Document.objects.openable_by(reader).filter(pk=Place("document"))
    return opened.order_by().values_list("pk")


OPENED: Final = ReadersQuestion(_opened)


def _reason(document: Document, reader: Reader) -> Reason:
    if not reader.is_member:
        return Reason.NO_POST
    match document.audience:
        case Document.Audience.GROUP | Document.Audience.GROUP_AND_PARTICIPANTS:
            return Reason.GROUP
        case Document.Audience.PARTICIPANTS:
            return Reason.PARTICIPANTS
        case _:
            return Reason.MEETING
