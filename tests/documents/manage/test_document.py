"""One document at the desk: replaced, described, moved, withdrawn, removed."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.actions.documents import add_version
from documents.models import Document, DocumentVersion, Download
from tests.factories import (
    PDF,
    make_chair,
    make_day,
    make_document,
    make_item,
    make_meeting,
    make_organiser,
    make_pages,
    make_representative,
    make_staff,
    make_version,
    sign_in,
)
from tests.racing import race
from tests.sent_files import SOUND, zipped

pytestmark = pytest.mark.django_db


def address(document: Document, name: str = "", *more: int) -> str:
    return reverse(f"manage_document{name}", args=[document.pk, *more])


def given(document: Document, **fields: Any) -> dict[str, Any]:
    """What a browser sends of the form of a document."""
    sent = {"title": document.title, "kind": "presentation", "audience": "members"}
    return sent | {"version": document.version} | fields


def titles(document: Document) -> list[str]:
    return list(document.meeting.documents.values_list("title", flat=True))  # type: ignore[union-attr]


def test_a_newer_file_keeps_the_address_and_the_old_one_stays_for_editors(client: Client) -> None:
    document = make_document(meeting=make_meeting(), content=PDF)
    sign_in(client, make_organiser(document.meeting))  # type: ignore[arg-type]
    newer = SimpleUploadedFile("new.pptx", SOUND["pptx"])

    page = client.post(address(document, "_replace"), {"file": newer, "seen": 1}, follow=True)

    document.refresh_from_db()
    assert document.current is not None
    assert (document.current.number, document.current.file_name) == (2, "new.pptx")
    assert "is kept as version 2" in page.text
    old = client.get(address(document, "_version", 1))
    assert old.getvalue() == PDF
    assert old["Content-Disposition"].startswith("attachment")
    assert Download.objects.get().version.number == 1
    sign_in(client, make_representative())
    assert client.get(address(document, "_version", 1)).status_code == 403


def test_whoever_replaces_what_was_replaced_meanwhile_is_told_and_both_are_kept(
    client: Client,
) -> None:
    document = make_document(meeting=make_meeting())
    make_version(document=document)
    sign_in(client, make_staff())
    newer = SimpleUploadedFile("mine.pdf", PDF + b" ")

    page = client.post(address(document, "_replace"), {"file": newer, "seen": 1}, follow=True)

    assert "Somebody else replaced it meanwhile" in page.text
    assert list(document.versions.values_list("number", flat=True)) == [3, 2, 1]


def test_a_file_that_lies_replaces_nothing(client: Client) -> None:
    document = make_document(meeting=make_meeting())
    sign_in(client, make_staff())
    liar = SimpleUploadedFile("new.pdf", zipped(a="b"))

    page = client.post(address(document, "_replace"), {"file": liar, "seen": 1})

    assert "says it is a PDF, but it is a ZIP archive" in page.text
    assert document.versions.count() == 1


def test_of_two_who_describe_a_document_the_second_sees_what_stands_now(client: Client) -> None:
    document = make_document("Old", meeting=make_meeting())
    sign_in(client, make_staff())
    client.post(address(document), given(document, title="Theirs"))

    page = client.post(address(document), given(document, title="Mine", audience="public"))

    document.refresh_from_db()
    assert document.title == "Theirs"
    assert "What is said there now" in page.text
    assert page.context["form"]["title"].value() == "Mine"
    assert page.context["form"]["version"].value() == document.version


def test_from_when_it_is_shown_is_by_the_meetings_clocks(client: Client) -> None:
    document = make_document(meeting=make_meeting(time_zone="Atlantic/Reykjavik"))
    sign_in(client, make_staff())

    client.post(address(document), given(document, visible_on="2031-06-01", visible_at="08:00"))

    document.refresh_from_db()
    assert document.visible_from_at is not None
    assert document.visible_from_at.isoformat() == "2031-06-01T08:00:00+00:00"
    assert 'value="08:00"' in client.get(address(document)).text


def test_an_item_of_another_meeting_is_none_to_choose(client: Client) -> None:
    document = make_document(meeting=make_meeting())
    make_item(day=make_day(meeting=document.meeting))  # type: ignore[arg-type]
    elsewhere = make_item(day=make_day(meeting=make_meeting()))
    sign_in(client, make_staff())

    page = client.post(address(document), given(document, item=elsewhere.pk))

    assert page.status_code == 200
    document.refresh_from_db()
    assert document.item is None


def test_documents_move_among_those_of_their_own_item(client: Client) -> None:
    meeting = make_meeting()
    item = make_item(day=make_day(meeting=meeting))
    make_document("a", meeting=meeting, position=0)
    make_document("b", meeting=meeting, item=item, position=1)
    last = make_document("c", meeting=meeting, position=2)
    sign_in(client, make_staff())

    client.post(address(last, "_step"), {"direction": "earlier"})

    assert titles(last) == ["c", "b", "a"]


def test_a_withdrawn_document_is_found_by_its_editors_alone_and_comes_back(client: Client) -> None:
    document = make_document(meeting=make_meeting(), audience="public")
    sign_in(client, make_chair(document.meeting.lead_group))  # type: ignore[arg-type, union-attr]

    page = client.post(address(document, "_withdraw"), follow=True)

    assert "is withdrawn" in page.text
    assert Client().get(document.get_absolute_url()).status_code == 404
    document.refresh_from_db()
    client.post(address(document), given(document, audience="public"))
    assert Client().get(document.get_absolute_url()).status_code == 200


def test_only_what_is_withdrawn_and_nobody_downloaded_is_removed_with_its_files(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    document = make_document("Mistake", meeting=make_meeting())
    version = document.current
    assert version is not None
    make_pages(version)
    sign_in(client, make_staff())
    remove = address(document, "_remove")

    assert "Withdraw it first" in client.post(remove).text
    Document.objects.update(audience="editors")
    Download.objects.create(version=version)
    assert "It was downloaded, so it is kept" in client.post(remove).text
    Download.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(remove, follow=True)

    assert "“Mistake” is removed." in page.text
    assert not Document.objects.exists()
    assert not default_storage.exists(str(version.file.name))


def test_who_edits_nothing_of_it_is_refused_and_of_a_hidden_one_learns_nothing(
    client: Client,
) -> None:
    shown = make_document(meeting=make_meeting())
    hidden = make_document(meeting=make_meeting(state="draft", published_at=None))
    sign_in(client, make_organiser(make_meeting()))

    assert client.get(address(shown)).status_code == 403
    assert client.get(address(hidden)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_replacements_at_the_same_instant_are_two_versions() -> None:

    document = make_document(meeting=make_meeting())

    def replace() -> DocumentVersion:
        return add_version(
            document=document,
            file=ContentFile(PDF),
            file_name="new.pdf",
            content_type="application/pdf",
            by=None,
        )

    results = race(replace, times=2)

    assert sorted(one.number for one in results if isinstance(one, DocumentVersion)) == [2, 3]
