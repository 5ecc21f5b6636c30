"""The pictures of pages, by persona and version, and what a browser may do with them."""

import hashlib
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from documents.models import Document, DocumentVersion, Download, PageImage
from tests.factories import (
    make_document,
    make_former_representative,
    make_pages,
    make_representative,
    make_version,
    sign_in,
)

pytestmark = pytest.mark.django_db


def ready(**fields: Any) -> DocumentVersion:
    version = make_document(**fields).current
    assert version is not None
    make_pages(version)
    return version


def address(version: DocumentVersion, *, page: int = 1, width: int = 480) -> str:
    return version.picture_address(page=page, width=width)


def body(response: Any) -> bytes:
    return b"".join(response)


def test_a_member_gets_each_width(client: Client) -> None:
    version = ready()
    sign_in(client, make_representative())

    for width in (480, 1600):
        response = client.get(address(version, width=width))

        assert body(response) == f"{version.pk}, 1, {width}".encode()
        assert response["Content-Type"] == "image/webp"


def test_it_is_shown_and_not_saved_kept_an_hour_and_closed(client: Client) -> None:
    response = client.get(address(ready(title="Łódź", audience="public")))

    content = body(response)
    assert response["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'
    assert response["Cache-Control"] == "private, max-age=3600, immutable"
    assert "Cookie" in response["Vary"]
    assert response["Content-Disposition"].startswith("inline;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )


def test_an_unchanged_one_is_not_sent_again(client: Client) -> None:
    path = address(ready(audience="public"))
    first = client.get(path)
    body(first)

    again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"]


def test_a_stranger_is_led_to_login_and_back_to_the_page(client: Client) -> None:
    version = ready()

    response = client.get(address(version))

    page = version.document.get_absolute_url()
    assert (response.status_code, response["Location"]) == (
        302,
        f"{reverse('account_login')}?next={page}",
    )


def test_whose_post_ended_gets_no_byte_not_even_of_what_the_browser_has(client: Client) -> None:
    version = ready()
    image = PageImage.objects.get(page__version=version, width=480)
    sign_in(client, make_former_representative())

    response = client.get(address(version), headers={"If-None-Match": f'"{image.sha256}"'})

    assert response.status_code == 403
    assert f"{version.pk}, 1, 480".encode() not in response.content


def test_an_earlier_version_stays_behind_the_same_gate(client: Client) -> None:
    earlier = ready()
    later = make_version(document=earlier.document)

    assert client.get(address(earlier)).status_code == 302
    sign_in(client, make_representative())
    assert body(client.get(address(earlier))) == f"{earlier.pk}, 1, 480".encode()
    assert client.get(address(later)).status_code == 404


@pytest.mark.parametrize(("page", "width"), [(0, 480), (2, 480), (1, 481), (1, 0), (1, 10**30)])
def test_what_is_no_picture_is_not_found(client: Client, page: int, width: int) -> None:
    version = ready(audience="public")

    assert client.get(address(version, page=page, width=width)).status_code == 404


def test_another_documents_version_is_not_reached_through_an_open_one(client: Client) -> None:
    closed = ready(audience="editors")
    make_version(document=closed.document)
    opened: Document = ready(audience="public").document
    second = closed.document.versions.get(number=2)
    make_pages(second)

    through = reverse("page_image", args=[opened.pk, second.number, 1, 480])

    assert client.get(through).status_code == 404


@pytest.mark.parametrize("path", ["..%2F..%2F1/480.webp", "1/../1/480.webp", "1/1/480.png"])
def test_no_path_leads_out(client: Client, path: str) -> None:
    document = ready(audience="public").document

    assert client.get(f"{document.get_absolute_url()}pages/{path}").status_code == 404


def test_a_picture_that_vanished_from_the_store_is_not_found(client: Client) -> None:
    version = ready(audience="public")
    image = PageImage.objects.get(page__version=version, width=480)
    default_storage.delete(str(image.file.name))

    assert client.get(address(version)).status_code == 404


def test_looking_is_no_download(client: Client) -> None:
    body(client.get(address(ready(audience="public"))))

    assert not Download.objects.exists()


def test_nginx_may_send_it(client: Client, settings: LazySettings) -> None:
    version = ready(audience="public")
    settings.ACCEL_REDIRECT = "/kept"

    response = client.get(address(version))

    assert response["X-Accel-Redirect"].startswith("/kept/pages/")
    assert response["Cache-Control"] == "private, max-age=3600, immutable"


def test_a_bucket_may_not_as_no_page_shows_what_comes_from_elsewhere(
    client: Client, settings: LazySettings
) -> None:
    version = ready(audience="public")
    settings.S3_PRESIGNED = True

    assert body(client.get(address(version))) == f"{version.pk}, 1, 480".encode()
