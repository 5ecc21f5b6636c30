"""What is kept of documents never outlives a change of them, nor of who may have them."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.actions.documents import add_version
from documents.models import Document
from members.models import Person, Post
from tests.factories import make_document, make_representative, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def document() -> Document:
    return make_document("Slides", content=b"%PDF-1.7 first", audience="members")


@pytest.fixture
def person() -> Person:
    return make_representative()


def bytes_of(client: Client, document: Document) -> bytes:
    response = client.get(f"/documents/{document.pk}/download/")
    assert response.status_code == 200
    return response.getvalue()


def workers_of(person: Person) -> list[Client]:
    return [sign_in(Client(), person) for _worker in range(2)]


def test_a_new_version_is_given_at_once_by_all_workers(document: Document, person: Person) -> None:
    workers = workers_of(person)
    first = [bytes_of(worker, document) for worker in workers]

    add_version(
        document=document,
        file=ContentFile(b"%PDF-1.7 second"),
        file_name="slides.pdf",
        content_type="application/pdf",
        by=None,
    )

    assert first == [b"%PDF-1.7 first"] * 2
    assert [bytes_of(worker, document) for worker in workers] == [b"%PDF-1.7 second"] * 2


def test_who_loses_the_post_is_refused_at_once_by_all_workers(
    document: Document, person: Person
) -> None:
    workers = workers_of(person)
    for worker in workers:
        bytes_of(worker, document)

    Post.objects.filter(person=person).update(ends_on="2020-01-01")

    for worker in workers:
        assert worker.get(f"/documents/{document.pk}/download/").status_code == 403


def test_what_one_had_another_is_still_refused(document: Document, person: Person) -> None:
    client = sign_in(Client(), person)
    bytes_of(client, document)
    nobody = make_representative()
    Post.objects.filter(person=nobody).update(ends_on="2020-01-01")
    bytes_of(client, document)

    sign_in(client, nobody)
    assert client.get(f"/documents/{document.pk}/download/").status_code == 403
    client.logout()
    assert client.get(f"/documents/{document.pk}/download/").status_code == 302


def test_a_download_asks_for_the_session_the_person_and_the_right_and_is_noted(
    document: Document, person: Person
) -> None:
    client = sign_in(Client(), person)
    bytes_of(client, document)

    with CaptureQueriesContext(connection) as captured:
        bytes_of(client, document)

    asked = [query["sql"].split()[0] for query in captured.captured_queries]
    assert asked == ["SELECT", "SELECT", "SELECT", "BEGIN", "INSERT", "COMMIT"]
