"""Copies of public pages, kept by this process for strangers: of which views, until when, and how they are answered with.

docs/decisions/0050 says what makes a copy hold, and why none is ever given to another kind of reader.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language_from_request

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.http import HttpResponseBase

View = TypeVar("View", bound=Callable[..., Any])


class HasSize(Protocol):
    """What a shelf holds."""

    @property
    def size(self) -> int:
        """Bytes, roughly."""


Thing = TypeVar("Thing", bound=HasSize)

# Of one process. Pages are 10 to 40 KB; what is not asked for goes first.
MOST_COPIES: Final = 1000
MOST_BYTES: Final = 8 * 1024**2
MOST_BYTES_OF_ONE: Final = 512 * 1024
ACCEPTS_GZIP: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
# Under this name the environment of a request tells which copy it was answered with.
GIVEN: Final = "portal.kept_copy"
# Written anew for each answer.
NOT_COPIED: Final = frozenset({"content-length", "etag", "vary"})


# What views say ----------------------------------------------------------------------------------


def kept(view: View) -> View:
    """Its answer to a stranger depends on the address, the content and the time alone, and may be kept."""
    view.is_kept = True  # type: ignore[attr-defined]
    return view


def until(request: HttpRequest, moments: Callable[[datetime], Iterable[datetime | None]]) -> None:
    """Say when time alone changes this page, besides every midnight in the network's zone.

    ``moments`` is called only while a copy is made, with the time at which that began, and gives what comes after it.
    """
    making = getattr(request, "kept_making", None)
    if making is not None:
        making.until = min(moment for moment in (making.until, *moments(making.began_at)) if moment)


def next_midnight(after: datetime, zone: ZoneInfo | None = None) -> datetime:
    """When the next day begins in *zone*, the network's unless said."""
    zone = zone or timezone.get_default_timezone()
    tomorrow = after.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone).astimezone(UTC)


# Who is asking for what ---------------------------------------------------------------------------


def is_stranger(request: HttpRequest) -> bool:
    """Nothing that came with the request says who asks."""
    return request.method in {"GET", "HEAD"} and settings.SESSION_COOKIE_NAME not in request.COOKIES


def is_blank(request: HttpRequest) -> bool:
    """A stranger of whom a copy can be made: without our other cookie too, which a form would show."""
    return request.method == "GET" and settings.CSRF_COOKIE_NAME not in request.COOKIES


def address_of(request: HttpRequest) -> tuple[str, ...]:
    """What tells one page from another."""
    return (
        request.scheme or "",
        request.get_host(),
        request.META.get("SCRIPT_NAME", ""),
        request.path_info,
        request.META.get("QUERY_STRING", ""),
        get_language_from_request(request),
    )


# Making and keeping -------------------------------------------------------------------------------


@dataclass
class Making:
    """A page on its way: the version of the content was read, and the clock, before anything was looked up for it."""

    version: str
    began_at: datetime
    until: datetime

    @classmethod
    def begin(cls, request: HttpRequest, version: str) -> Making:
        now = timezone.now()
        making = cls(version, now, next_midnight(now))
        request.kept_making = making  # type: ignore[attr-defined]
        return making

    def copy_of(self, response: HttpResponseBase) -> Copy | None:
        """The answer as it may be given to any stranger, or none."""
        if not _is_for_any_stranger(response):
            return None
        body = _body(response)
        if body is None:
            return None
        headers = {
            name: value for name, value in response.items() if name.lower() not in NOT_COPIED
        }
        vary = response.get("Vary", "")
        return Copy(self.version, self.until, headers | {"Vary": vary}, body)


class Copy:
    """An answer, with all that is needed to give it again."""

    def __init__(self, version: str, until: datetime, headers: dict[str, str], body: bytes) -> None:
        self.version = version
        self.until = until
        self.body = body
        self.etag = hashlib.sha256(body).hexdigest()
        is_text = headers.get("Content-Type", "").startswith("text/")
        self.gzipped = gzip.compress(body, 6, mtime=0) if is_text else None
        self.headers = _completed(headers, varies=self.gzipped is not None)

    @property
    def size(self) -> int:
        return len(self.body) + len(self.gzipped or b"")

    def holds(self, version: str | None, now: datetime) -> bool:
        return self.version == version and now < self.until

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        accepts = ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        gzipped = self.gzipped if accepts else None
        body = self.body if gzipped is None else gzipped
        etag = f'"{self.etag}"' if gzipped is None else f'"{self.etag}-gzip"'
        response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
        if response is None:
            response = HttpResponse(b"" if request.method == "HEAD" else body)
            response.headers["Content-Length"] = str(len(body))
            if gzipped is not None:
                response.headers["Content-Encoding"] = "gzip"
        for name, value in self.headers.items():
            response.headers[name] = value
        response.headers["ETag"] = etag
        request.META[GIVEN] = self
        return response


class Shelf(Generic[Thing]):
    """What this process keeps, bounded in number and bytes; what was asked for longest ago goes first."""

    def __init__(self, *, most_copies: int = MOST_COPIES, most_bytes: int = MOST_BYTES) -> None:
        self.most_copies = most_copies
        self.most_bytes = most_bytes
        self.bytes = 0
        self._copies: OrderedDict[tuple[Hashable, ...], Thing] = OrderedDict()
        self._one_at_a_time = Lock()

    def __len__(self) -> int:
        return len(self._copies)

    def find(self, address: tuple[Hashable, ...]) -> Thing | None:
        with self._one_at_a_time:
            copy = self._copies.get(address)
            if copy is not None:
                self._copies.move_to_end(address)
            return copy

    def put(self, address: tuple[Hashable, ...], copy: Thing) -> None:
        with self._one_at_a_time:
            self._drop(self._copies.pop(address, None))
            self._copies[address] = copy
            self.bytes += copy.size
            while len(self._copies) > self.most_copies or self.bytes > self.most_bytes:
                self._drop(self._copies.popitem(last=False)[1])

    def _drop(self, copy: Thing | None) -> None:
        self.bytes -= copy.size if copy else 0


def _is_for_any_stranger(response: HttpResponseBase) -> bool:
    control = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.cookies
        and not any(word in control for word in ("private", "no-store"))
        # A policy for this view alone is written further out, and would be missing on the copy.
        and not any(name.startswith("_csp") for name in vars(response))
    )


def _body(response: HttpResponseBase) -> bytes | None:
    """All of it, unless it is too large to keep."""
    if isinstance(response, StreamingHttpResponse):
        if int(response.get("Content-Length", "") or MOST_BYTES_OF_ONE + 1) > MOST_BYTES_OF_ONE:
            return None
        with closing(response):
            return b"".join(cast("Iterable[bytes]", response.streaming_content))
    content = cast("HttpResponse", response).content
    return content if len(content) <= MOST_BYTES_OF_ONE else None


def _completed(headers: dict[str, str], *, varies: bool) -> dict[str, str]:
    """Browsers and proxies may keep it too, and ask each time whether it still holds."""
    written = HttpResponse(headers={name: value for name, value in headers.items() if value})
    written.headers.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(written, ["Cookie", *(["Accept-Encoding"] if varies else [])])
    return dict(written.items())
