import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from documents.actions.documents import add_document, add_version
from documents.models import Document, DocumentVersion
from tests.factories import make_day, make_document, make_group, make_item, make_meeting
from tests.racing import race

pytestmark = pytest.mark.django_db


def give_file(
    document: Document, content: bytes = b"%PDF-1.7", name: str = "slides.pdf"
) -> DocumentVersion:
    return add_version(
        document=document,
        file=ContentFile(content),
        file_name=name,
        content_type="application/pdf",
        by=None,
    )


def test_add_document_without_a_file_is_missing_and_for_members() -> None:
    document = add_document(title="Agenda", kind="agenda", meeting=make_meeting(), by=None)

    assert document.is_missing
    assert document.audience == "members"


def test_add_document_stands_at_the_end_of_its_list() -> None:
    meeting = make_meeting()

    added = [add_document(title=title, kind="other", meeting=meeting, by=None) for title in "ba"]

    assert list(meeting.documents.all()) == added


def test_add_document_for_another_meetings_item_is_refused() -> None:
    item = make_item(day=make_day(meeting=make_meeting()))

    with pytest.raises(ValidationError, match="another meeting"):
        add_document(
            title="Slides", kind="presentation", meeting=make_meeting(), item=item, by=None
        )


def test_add_document_of_a_group_is_never_for_participants() -> None:
    with pytest.raises(ValidationError, match=r"A group.s document"):
        add_document(
            title="Plan", kind="working", group=make_group(), audience="participants", by=None
        )


def test_add_version_notes_size_digest_and_name() -> None:
    document = add_document(title="Agenda", kind="agenda", meeting=make_meeting(), by=None)

    version = give_file(document, b"content", "Żółć/../agenda.pdf")

    document.refresh_from_db()
    assert document.current == version
    assert (version.number, version.size) == (1, 7)
    assert version.sha256 == hashlib.sha256(b"content").hexdigest()
    assert "/" not in version.file_name
    with version.file.open("rb") as stored:
        assert stored.read() == b"content"


def test_add_version_again_keeps_the_old_one() -> None:
    document = make_document(meeting=make_meeting())
    old = document.current

    new = give_file(document, b"second")

    document.refresh_from_db()
    assert document.current == new
    assert list(document.versions.values_list("number", flat=True)) == [2, 1]
    assert old in document.versions.all()


def test_add_version_to_a_link_is_refused() -> None:
    document = add_document(
        title="Film",
        kind="recording",
        meeting=make_meeting(),
        link="https://example.org/film",
        by=None,
    )

    with pytest.raises(ValidationError, match="a file or a link"):
        give_file(document)

    assert not DocumentVersion.objects.exists()


def test_add_version_to_what_was_removed_meanwhile_is_refused() -> None:
    document = make_document(content=None)
    Document.objects.filter(pk=document.pk).delete()

    with pytest.raises(ValidationError, match="removed meanwhile"):
        add_version(
            document=document,
            file=ContentFile(b"Late"),
            file_name="late.txt",
            content_type="text/plain",
            by=None,
        )


@pytest.mark.django_db(transaction=True)
def test_add_version_by_six_at_once_gives_six_numbers() -> None:
    document = add_document(title="Agenda", kind="agenda", meeting=make_meeting(), by=None)

    results = race(lambda: give_file(document), times=6)

    assert sorted(found.number for found in results if isinstance(found, DocumentVersion)) == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
    document.refresh_from_db()
    assert document.current is not None
    assert document.current.number == 6
