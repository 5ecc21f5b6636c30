"""Pages that are made without a reader, with places left in them that are filled for each reader.

What differs from reader to reader is first decided, as plain values; the page is made of these and the content alone,
and kept under them (portal/lib/parts.py).
"""

import re
import secrets
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, RequestContext, engines, loader

from portal.lib import kept, site
from portal.lib.parts import Content, Making

Values = TypeVar("Values", bound=Hashable)

# Where a template for one reader goes. Nobody who writes content can guess it.
MARK: Final = f"<!--{secrets.token_hex(16)} "
PLACE: Final = re.compile(f"{MARK}(.+?)-->")


class Sheet(NamedTuple):
    """A template, and what it shows."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Page:
    """Text, and names of templates for one reader, by turns."""

    pieces: tuple[str, ...]
    until: datetime

    def for_reader(self, request: HttpRequest) -> str:
        templates = [_engine().get_template(name) for name in self.pieces[1::2]]
        own = RequestContext(request)
        # Bound to one of them for all, so that context processors are asked once.
        with own.bind_template(templates[0]):
            filled = [template.render(own) for template in templates]
        return "".join(map("".join, zip_longest(self.pieces[::2], filled, fillvalue="")))


class Reading(Protocol):
    """What pages ask of a request's reader."""

    @property
    def content(self) -> Content: ...
    @property
    def is_signed_in(self) -> bool: ...


def respond(
    request: HttpRequest, make: Callable[[Making, Values], Sheet], values: Values
) -> HttpResponse:
    """The page that ``make`` makes of ``values`` alone, and in it what is this reader's own."""
    reader: Reading = request.reader  # type: ignore[attr-defined]
    path, is_signed_in = request.path, reader.is_signed_in
    page = reader.content.kept(
        (make.__module__, make.__name__, path, is_signed_in, values),
        lambda making: _made(making, make(making, values), path=path, is_signed_in=is_signed_in),
    )
    kept.until(request, lambda _after: [page.until])
    return HttpResponse(page.for_reader(request))


def place_for_reader(context: Context, template: str) -> str:
    """The template as this reader sees it; while a page is made for all of them, the place where it will go."""
    if context.get("is_for_any_reader"):
        return f"{MARK}{template}-->"
    return _engine().get_template(template).render(context)


def _made(making: Making, sheet: Sheet, *, path: str, is_signed_in: bool) -> Page:
    known = {
        "network": site.network(),
        "path": path,
        "is_signed_in": is_signed_in,
        "is_for_any_reader": True,
    }
    text = loader.get_template(sheet.template).render(known | sheet.context)
    return Page(tuple(PLACE.split(text)), making.until)


def _engine() -> Engine:
    engine: Engine = engines["django"].engine  # type: ignore[attr-defined]
    return engine
