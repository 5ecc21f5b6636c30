"""Documents and mails: what breaks their constraints."""

from typing import Any

from documents.models import Document, DocumentVersion
from portal.models import Message
from tests import factories as make
from tests.constraints.register import breaks


@breaks("document_of_meeting_or_group")
def _() -> Document:
    return Document(title="Slides", meeting=make.make_meeting(), group=make.make_group())


@breaks("document_item_with_meeting")
def _() -> Document:
    item = make.make_item(day=make.make_day(meeting=make.make_meeting()))
    return Document(title="Slides", group=make.make_group(), item=item)


@breaks("document_of_group_audience")
def _() -> Document:
    return Document(title="Slides", group=make.make_group(), audience="participants")


@breaks("document_file_or_link")
def _() -> Document:
    document = make.make_document()
    document.link = "https://video.example.org/1"
    return document


def a_version(**fields: Any) -> DocumentVersion:
    file = {"file": "documents/a.pdf", "file_name": "a.pdf", "content_type": "application/pdf"}
    return DocumentVersion(**(file | {"size": 1, "sha256": "0" * 64} | fields))


@breaks("document_version_once")
def _() -> DocumentVersion:
    return a_version(document=make.make_document(), number=1)


@breaks("document_version_from_one")
def _() -> DocumentVersion:
    return a_version(document=make.make_document(content=None), number=0)


def a_message(**fields: Any) -> Message:
    return Message(**({"name": "reset", "to": "a@example.org", "subject": "A link"} | fields))


@breaks("message_sent_has_time")
def _() -> Message:
    return a_message(state="sent")


@breaks("message_secret_leaves_no_body")
def _() -> Message:
    return a_message(is_secret=True, state="failed", text="https://example.org/a-token")
