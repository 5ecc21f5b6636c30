"""Documents and mails: what breaks their constraints."""

from typing import Any

from django.utils import timezone

from documents.models import Document, DocumentPage, DocumentVersion, PageImage
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


@breaks("document_version_failed_with_reason")
def _() -> DocumentVersion:
    document = make.make_document(content=None)
    return a_version(document=document, number=1, preparation="failed", queued_at=timezone.now())


@breaks("document_version_queued_with_time")
def _() -> DocumentVersion:
    return a_version(document=make.make_document(content=None), number=1, preparation="queued")


def a_page(**fields: Any) -> DocumentPage:
    if "version" not in fields:
        fields["version"] = make.make_document().current
    return DocumentPage(**({"number": 1, "width": 720, "height": 405} | fields))


@breaks("document_page_once")
def _() -> DocumentPage:
    page = a_page()
    page.save()
    return a_page(version=page.version)


@breaks("document_page_from_one")
def _() -> DocumentPage:
    return a_page(number=0)


@breaks("document_page_has_size")
def _() -> DocumentPage:
    return a_page(width=0)


@breaks("page_image_once")
def _() -> PageImage:
    page = a_page()
    page.save()
    picture = {"page": page, "width": 480, "file": "pages/1.webp", "size": 1, "sha256": "0" * 64}
    PageImage.objects.create(**picture)
    return PageImage(**picture)


def a_message(**fields: Any) -> Message:
    return Message(**({"name": "reset", "to": "a@example.org", "subject": "A link"} | fields))


@breaks("message_sent_has_time")
def _() -> Message:
    return a_message(state="sent")


@breaks("message_secret_leaves_no_body")
def _() -> Message:
    return a_message(is_secret=True, state="failed", text="https://example.org/a-token")
