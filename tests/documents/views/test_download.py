"""A document's bytes, by persona, and what is noted of it."""

import hashlib
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from documents.models import Document, Download
from tests.factories import (
    PDF,
    make_chair,
    make_city,
    make_document,
    make_former_representative,
    make_group,
    make_meeting,
    make_person,
    make_representative,
    make_staff,
    make_version,
    sign_in,
)

pytestmark = pytest.mark.django_db


def address(document: Document) -> str:
    return reverse("document_download", args=[document.pk])


def body(response: Any) -> bytes:
    """What was sent, read to its end, as a server does, whatever the kind of answer."""
    return b"".join(response)


def test_a_stranger_is_led_to_login_and_back_to_the_page(client: Client) -> None:
    document = make_document()

    response = client.get(address(document))

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={document.get_absolute_url()}"
    assert not Download.objects.exists()


def test_a_member_gets_the_current_version(client: Client) -> None:
    document = make_document(content=b"first")
    make_version(document=document, content=b"second", file_name="Łódź v2.pdf")
    sign_in(client, make_representative())

    response = client.get(address(document))

    assert body(response) == b"second"
    assert response["ETag"] == f'"{hashlib.sha256(b"second").hexdigest()}"'
    assert response["Content-Disposition"].endswith("filename*=UTF-8''%C5%81%C3%B3d%C5%BA%20v2.pdf")
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]


def test_a_name_that_lies_about_its_lines_is_made_honest(client: Client) -> None:
    document = make_document(audience="public", file_name='a"\r\nX-Evil: 1.pdf')

    response = client.get(address(document))
    body(response)

    assert "X-Evil" not in response.headers
    assert response["Content-Disposition"].startswith('attachment; filename="a-X-Evil- 1.pdf"')


def test_what_claims_to_be_a_page_is_still_only_saved(client: Client) -> None:
    document = make_document(
        audience="public", content=b"<script>alert(1)</script>", content_type="text/html"
    )

    response = client.get(address(document))
    body(response)

    assert response["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in response["Content-Security-Policy"]


def test_who_may_not_is_told_and_gets_no_byte(client: Client) -> None:
    document = make_document()
    sign_in(client, make_former_representative())

    response = client.get(address(document))

    assert response.status_code == 403
    assert PDF not in response.content
    assert not Download.objects.exists()


def test_a_missing_file_is_404_to_all_and_explained_to_its_editors(client: Client) -> None:
    group = make_group()
    document = make_document(meeting=make_meeting(lead_group=group), content=None)

    assert client.get(address(document)).status_code == 404
    sign_in(client, make_chair(group))
    response = client.get(address(document))
    assert response.status_code == 404
    assert "File missing" in response.content.decode()


@pytest.mark.parametrize("handed_to", ["", "/protected/"])
def test_a_file_that_vanished_from_the_store_is_explained(
    client: Client, caplog: pytest.LogCaptureFixture, settings: LazySettings, handed_to: str
) -> None:
    settings.ACCEL_REDIRECT = handed_to
    document = make_document(audience="public")
    assert document.current is not None
    default_storage.delete(str(document.current.file.name))

    response = client.get(address(document))

    assert response.status_code == 404
    assert "not in our store" in response.content.decode()
    assert "is gone" in caplog.text
    assert not Download.objects.exists()


def test_a_link_leads_there_for_those_who_may_open_it(client: Client) -> None:
    document = make_document(link="https://video.example/1")

    assert "video.example" not in client.get(address(document))["Location"]
    sign_in(client, make_representative())
    assert client.get(address(document))["Location"] == "https://video.example/1"


def test_a_download_is_noted_with_person_and_city_of_that_day(client: Client) -> None:
    utrecht = make_city("Utrecht")
    person = make_person(city=utrecht)
    document = make_document()
    sign_in(client, person)

    body(client.get(address(document)))

    noted = Download.objects.get()
    assert (noted.version, noted.person, noted.city) == (document.current, person, utrecht)


def test_staff_are_noted_without_a_city(client: Client) -> None:
    document = make_document()
    staff = make_staff()

    body(sign_in(client, staff).get(address(document)))

    noted = Download.objects.get()
    assert (noted.person, noted.city) == (staff, None)


def test_of_a_public_document_downloads_are_counted_and_nobody_is_noted(client: Client) -> None:
    document = make_document(audience="public")

    body(client.get(address(document)))
    body(sign_in(client, make_representative()).get(address(document)))

    noted = Download.objects.all()
    assert [(row.version, row.person, row.city) for row in noted] == [
        (document.current, None, None)
    ] * 2


@pytest.mark.parametrize(
    ("method", "headers", "status", "noted"),
    [
        ("get", {}, 200, 1),
        ("get", {"Range": "bytes=0-"}, 206, 1),
        ("get", {"Range": "bytes=5-"}, 206, 1),
        ("get", {"Range": "bytes=9999-"}, 416, 0),
        ("get", {"If-None-Match": "*"}, 304, 0),
        ("head", {}, 200, 0),
    ],
)
def test_bytes_are_noted_and_nothing_else(
    client: Client, method: str, headers: dict[str, str], status: int, noted: int
) -> None:
    document = make_document(audience="public")

    response = getattr(client, method)(address(document), headers=headers)

    body(response)
    assert (response.status_code, Download.objects.count()) == (status, noted)


def test_a_kept_copy_is_of_no_use_to_who_may_no_longer(client: Client) -> None:
    document = make_document()
    person = make_representative()
    sign_in(client, person)
    response = client.get(address(document))
    body(response)
    person.posts.update(ends_on="2020-01-01")

    again = client.get(address(document), headers={"If-None-Match": response["ETag"]})

    assert again.status_code == 403


@pytest.mark.parametrize("persona", ["stranger", "member"])
def test_head_is_decided_as_get_is(client: Client, persona: str) -> None:
    document = make_document()
    if persona == "member":
        sign_in(client, make_representative())

    head, get = client.head(address(document)), client.get(address(document))

    body(get)
    assert head.status_code == get.status_code
