"""Answering with a stored file: one response for whole files, parts, preconditions and hand-overs.

Whoever calls has decided that this reader may have these bytes; docs/decisions/0012 says why the headers are so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response

from portal.lib import files

DOWNLOADS = {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.FOUND}
# Turning pages back asks nobody; who loses access loses within the hour what the browser kept.
SHOWN_AGAIN = "private, max-age=3600, immutable"
CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file in the storage, as it is offered: ``sha256`` of its bytes is its strong ETag.

    One that ``is_shown`` is a picture within a page of ours, at an address where it never changes.
    """

    stored_name: str
    filename: str
    content_type: str
    size: int
    sha256: str
    is_shown: bool = False

    @property
    def etag(self) -> str:
        return f'"{self.sha256}"'


@dataclass(frozen=True)
class Part:
    """The bytes from ``start`` up to, not including, ``stop``."""

    start: int
    stop: int


class UnsatisfiableError(Exception):
    """The part that was asked for lies outside the file."""


class FileResponse(StreamingHttpResponse):
    """Bytes of a stored file, sent after the database connection was given back.

    A download lasts as long as the reader's line is slow, and a connection is held until its response ends: without
    this, as many slow readers as the pool has connections would stop the portal.
    """

    def __init__(self, stream: files.ByteStream, *, status: int) -> None:
        super().__init__(_without_connection(stream), status=status)
        # The stream is behind a generator that may never start: it must be closed all the same.
        self._resource_closers.append(stream.close)  # type: ignore[attr-defined]


def respond_with_file(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """The answer to GET or HEAD for *stored*; raises FileNotFoundError when its bytes are gone."""
    if settings.ACCEL_REDIRECT:
        # nginx would say so of a file that is gone in its own words, when it is logged as downloaded.
        if not files.documents().exists(stored.stored_name):
            raise FileNotFoundError(stored.stored_name)
        return _with_headers(_handed_to_nginx(stored), stored)
    # Pages of ours show no picture from another address: their policy forbids it.
    if settings.S3_PRESIGNED and request.method == "GET" and not stored.is_shown:
        return _handed_to_bucket(stored)
    unchanged = get_conditional_response(request, etag=stored.etag)
    if unchanged is not None:
        return _with_headers(unchanged, stored)
    try:
        part = requested_part(request, stored)
    except UnsatisfiableError:
        return _with_headers(_unsatisfiable(stored), stored)
    return _with_headers(_bytes(request, stored, part), stored)


def requested_part(request: HttpRequest, stored: StoredFile) -> Part | None:
    """The single part asked for, or None for the whole file.

    Several parts at once, other units and nonsense are answered with the whole, as RFC 9110 allows; so is a part
    under an ``If-Range`` that no longer holds (a weak tag or a date never does, since we give neither).
    """
    if request.method != "GET":
        return None
    header = request.headers.get("Range")
    if header is None:
        return None
    # A whole web framework comes with it, 2 MB in each process.
    from werkzeug.http import parse_range_header  # noqa: PLC0415

    asked = parse_range_header(header)
    if (
        asked is None
        or asked.units != "bytes"
        or len(asked.ranges) != 1
        or not _range_still_holds(request, stored)
    ):
        return None
    start, stop = asked.ranges[0]
    if start < 0:
        # The last so many bytes; of a shorter file, all of them.
        start = max(0, stored.size + start)
    if start >= stored.size:
        raise UnsatisfiableError
    return Part(start, stored.size if stop is None else min(stop, stored.size))


def _range_still_holds(request: HttpRequest, stored: StoredFile) -> bool:
    header = request.headers.get("If-Range", "")
    if not header:
        return True
    from werkzeug.http import parse_if_range_header  # noqa: PLC0415 - as above

    return not header.startswith("W/") and parse_if_range_header(header).etag == stored.sha256


def _bytes(request: HttpRequest, stored: StoredFile, part: Part | None) -> HttpResponseBase:
    start, stop = (part.start, part.stop) if part else (0, stored.size)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        stream = files.documents().stream(stored.stored_name, start, stop - start)
        response = FileResponse(
            stream, status=HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK
        )
    if part:
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{stored.size}"
    response["Content-Length"] = str(stop - start)
    return response


def _unsatisfiable(stored: StoredFile) -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
    response["Content-Range"] = f"bytes */{stored.size}"
    return response


def _handed_to_nginx(stored: StoredFile) -> HttpResponse:
    response = HttpResponse()
    response["X-Accel-Redirect"] = (
        f"{settings.ACCEL_REDIRECT.rstrip('/')}/{quote(stored.stored_name)}"
    )
    return response


def _handed_to_bucket(stored: StoredFile) -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.FOUND)
    response["Location"] = files.documents().presigned_url(
        stored.stored_name,
        disposition=files.disposition(stored.filename),
        content_type=stored.content_type,
    )
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _with_headers(response: HttpResponseBase, stored: StoredFile) -> HttpResponseBase:
    """The headers that every answer about a file carries, also 304, which rewrites those of a kept copy."""
    response["ETag"] = stored.etag
    response["Accept-Ranges"] = "bytes"
    response["Content-Type"] = stored.content_type
    response["Content-Disposition"] = files.disposition(stored.filename, inline=stored.is_shown)
    response["Content-Security-Policy"] = CLOSED_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = SHOWN_AGAIN if stored.is_shown else "private, no-cache"
    return response


def _without_connection(stream: files.ByteStream) -> Iterator[bytes]:
    give_back_connections()
    yield from stream


def give_back_connections() -> None:
    """Return this thread's database connections to the pool, before a response that may take long.

    One within a transaction is not ours to close.
    """
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def first_byte(request: HttpRequest, response: HttpResponseBase, stored: StoredFile) -> int | None:
    """Where the bytes of this answer begin in the file, to be logged; None if it has none.

    A look at the headers, an unchanged copy and a refused part have none. Handed over, the part is another server's
    to give, and what was asked for decides.
    """
    if request.method != "GET" or response.status_code not in DOWNLOADS:
        return None
    try:
        part = requested_part(request, stored)
    except UnsatisfiableError:
        return None
    return part.start if part else 0
