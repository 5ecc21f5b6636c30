"""The response for stored files: wholes, parts, preconditions, headers and hand-overs."""

import hashlib
from collections.abc import Callable
from typing import Any, cast

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from portal.lib.files import FilePart, documents
from portal.lib.http import (
    FileResponse,
    StoredFile,
    first_byte,
    give_back_connections,
    respond_with_file,
)

CONTENT = bytes(range(256)) * 400
SIZE = len(CONTENT)
SHA = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def stored() -> StoredFile:
    return store(CONTENT)


def store(content: bytes) -> StoredFile:
    return StoredFile(
        stored_name=default_storage.save("documents/a.pdf", ContentFile(content)),
        filename="Łódź.pdf",
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


@pytest.fixture
def ask(stored: StoredFile) -> Callable[..., HttpResponseBase]:
    def ask(method: str = "GET", **headers: str) -> HttpResponseBase:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return respond_with_file(RequestFactory().generic(method, "/", headers=named), stored)

    return ask


def body(response: HttpResponseBase) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    read = b"".join(cast("Any", response.streaming_content))
    response.close()
    return read


def test_the_whole_file_with_all_its_headers(ask: Any) -> None:
    response = ask()

    assert response.status_code == 200
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(SIZE),
        "ETag": f'"{SHA}"',
        "Accept-Ranges": "bytes",
        "Content-Disposition": "attachment; filename=\"odz.pdf\"; filename*=UTF-8''%C5%81%C3%B3d%C5%BA.pdf",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
    }
    assert body(response) == CONTENT


def test_head_says_the_same_and_opens_nothing(ask: Any, stored: StoredFile) -> None:
    whole = ask()
    default_storage.delete(stored.stored_name)

    response = ask("HEAD", Range="bytes=0-9")

    assert response.status_code == 200
    assert response.content == b""
    assert dict(response.headers) == dict(whole.headers)
    whole.close()


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-", 100, SIZE),
        ("bytes=100-199", 100, 200),
        (f"bytes=100-{SIZE * 2}", 100, SIZE),
        ("bytes=-500", SIZE - 500, SIZE),
        (f"bytes=-{SIZE * 2}", 0, SIZE),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
    ],
)
def test_a_part(ask: Any, asked: str, start: int, stop: int) -> None:
    response = ask(Range=asked)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert response["Content-Length"] == str(stop - start)
    assert body(response) == CONTENT[start:stop]


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-9,20-29", "items=0-9", "bytes=9-0", "bytes=x-y", "bytes", "bytes=-0", "bytes=-"],
)
def test_several_parts_other_units_and_nonsense_get_the_whole(ask: Any, asked: str) -> None:
    response = ask(Range=asked)

    assert response.status_code == 200
    assert body(response) == CONTENT


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE * 2}-{SIZE * 3}"])
def test_a_part_outside_the_file_is_refused_with_its_size(ask: Any, asked: str) -> None:
    response = ask(Range=asked)

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert response.content == b""


def test_no_part_of_an_empty_file_can_be_had() -> None:
    empty = store(b"")
    request = RequestFactory().get("/", headers={"Range": "bytes=0-"})

    assert respond_with_file(request, empty).status_code == 416
    assert body(respond_with_file(RequestFactory().get("/"), empty)) == b""


def test_a_download_resumes_while_the_file_is_the_same(ask: Any) -> None:
    response = ask(Range="bytes=100-", If_Range=f'"{SHA}"')

    assert response.status_code == 206
    assert body(response) == CONTENT[100:]


@pytest.mark.parametrize(
    "tag", ['"another"', f'W/"{SHA}"', "Sun, 22 Nov 2026 12:00:00 GMT", "nonsense"]
)
def test_a_download_begins_again_when_the_file_may_be_another(ask: Any, tag: str) -> None:
    response = ask(Range="bytes=100-", If_Range=tag)

    assert response.status_code == 200
    assert body(response) == CONTENT


@pytest.mark.parametrize("tag", [f'"{SHA}"', f'"x", "{SHA}"', "*", f'W/"{SHA}"'])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_unchanged_copy_is_said_to_be_so_and_stays_closed(
    ask: Any, method: str, tag: str
) -> None:
    response = ask(method, If_None_Match=tag, Range="bytes=0-9")

    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == f'"{SHA}"'
    assert response["Cache-Control"] == "private, no-cache"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_precondition_that_fails_is_said_so(ask: Any) -> None:
    assert ask(If_Match='"another"').status_code == 412


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="bytes=0123456789-, ", max_size=25))
def test_whatever_is_asked_for_gets_what_is_said(ask: Any, asked: str) -> None:
    response = ask(Range=asked.strip())

    if response.status_code == 416:
        return
    start = int(response.get("Content-Range", "bytes 0-").split()[1].split("-")[0])
    assert body(response) == CONTENT[start : start + int(response["Content-Length"])]


def test_a_missing_file_is_noticed_before_anything_is_sent(ask: Any, stored: StoredFile) -> None:
    default_storage.delete(stored.stored_name)

    with pytest.raises(FileNotFoundError):
        ask()


def test_a_response_that_nobody_reads_closes_its_file(stored: StoredFile) -> None:
    stream = cast("FilePart", documents().stream(stored.stored_name, 0, stored.size))
    response = FileResponse(stream, status=200)

    response.close()

    assert stream.file.closed


@pytest.mark.django_db(transaction=True)
def test_the_database_connection_is_given_back_before_the_first_byte(ask: Any) -> None:
    connection.ensure_connection()
    response = ask()
    assert connection.connection is not None

    next(iter(response.streaming_content))

    assert connection.connection is None
    response.close()


@pytest.mark.django_db
def test_a_connection_within_a_transaction_is_not_ours_to_close() -> None:
    give_back_connections()

    assert connection.connection is not None


def test_nginx_is_told_where_the_file_is(
    ask: Any, settings: LazySettings, stored: StoredFile
) -> None:
    settings.ACCEL_REDIRECT = "/protected/"

    response = ask(Range="bytes=0-9")

    assert response.status_code == 200
    assert response["X-Accel-Redirect"] == f"/protected/{stored.stored_name}"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response.content == b""


def test_nginx_is_told_of_no_file_that_is_gone(
    ask: Any, settings: LazySettings, stored: StoredFile
) -> None:
    settings.ACCEL_REDIRECT = "/protected/"
    default_storage.delete(stored.stored_name)

    with pytest.raises(FileNotFoundError):
        ask()


PARTS = [
    ("GET", {}, 0),
    ("GET", {"Range": "bytes=0-"}, 0),
    ("GET", {"Range": "bytes=-9"}, SIZE - 9),
    ("GET", {"Range": "bytes=100-"}, 100),
    ("GET", {"Range": "bytes=100-", "If-Range": '"another"'}, 0),
    ("GET", {"Range": f"bytes={SIZE}-"}, None),
    ("HEAD", {}, None),
]


@pytest.mark.parametrize(
    ("method", "headers", "first"), [*PARTS, ("GET", {"If-None-Match": f'"{SHA}"'}, None)]
)
def test_where_the_bytes_of_an_answer_begin(
    stored: StoredFile, method: str, headers: dict[str, str], first: int | None
) -> None:
    request = RequestFactory().generic(method, "/", headers=headers)
    response = respond_with_file(request, stored)

    found = first_byte(request, response, stored)

    response.close()
    assert found == first


@pytest.mark.parametrize(("method", "headers", "first"), PARTS)
def test_where_they_begin_when_nginx_gives_them(
    settings: LazySettings,
    stored: StoredFile,
    method: str,
    headers: dict[str, str],
    first: int | None,
) -> None:
    settings.ACCEL_REDIRECT = "/protected"
    request = RequestFactory().generic(method, "/", headers=headers)

    assert first_byte(request, respond_with_file(request, stored), stored) == first
