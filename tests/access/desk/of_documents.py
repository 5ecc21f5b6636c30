"""The addresses behind the rows of portal/access/desk/documents.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access.desk import documents as rows
from tests.factories import make_document
from tests.personas import Cast

Key = tuple[str, str]
OF_MEETING = ("manage_documents", "manage_document_link")


def of_documents(cast: Cast) -> Iterator[tuple[Key, str]]:
    document = make_document(meeting=cast.meeting)
    for name in (*rows.FORMS, *rows.BUTTONS):
        of = cast.meeting.slug if name in OF_MEETING else document.pk
        yield (name, ""), reverse(name, args=[of])
    for name in rows.OF_GROUP:
        yield (name, ""), reverse(name, args=[cast.group.slug])
    name = "manage_document_version"
    yield (name, "of a members' document"), reverse(name, args=[document.pk, 1])
