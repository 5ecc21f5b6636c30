"""A real Chromium, the system's own, that looks at a real server and listens for what must not happen."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
)

from documents.actions.documents import add_document, add_version
from documents.models import Document
from portal.demo import slides
from portal.lib import jobs
from tests.factories import make_meeting, make_representative

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Milliseconds; a busy machine draws slowly, and what never comes is still noticed.
PATIENCE = 60_000

# What htmx says of a request that a newer one took the place of, as while one types; what fails is `htmx:sendError`.
REPLACED = ("htmx:afterRequest, ", "htmx:sendAbort, ")

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session", autouse=True)
def _records_from_a_test_in_the_browsers_loop() -> Iterator[None]:
    """Playwright runs an event loop in this thread; Django would refuse to ask the database there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser of the system. As root Chromium has no sandbox, and meets nothing here but our own pages."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert found, f"There is no Chromium here: none of {', '.join(CHROMIUMS)} is on PATH."
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    # Days are typed as its language has them, whatever this machine's is.
    language = {"env": os.environ | {"LANGUAGE": "en_US"}}
    return browser_type_launch_args | language | {"executable_path": found, "args": flags}


@dataclass
class Watch:
    """What pages asked for elsewhere, and what they complained of."""

    host: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("request", self._requested)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _requested(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self.host:
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(REPLACED):
            self.complaints.append(f"{message.page and message.page.url}: {message.text}")


class Answering:
    """The requests that the live server, in this process, is busy with."""

    def __init__(self) -> None:
        self.count = 0
        self.changed = threading.Condition()

    def begin(self, **_signal: object) -> None:
        with self.changed:
            self.count += 1

    def end(self, **_signal: object) -> None:
        with self.changed:
            self.count -= 1
            self.changed.notify_all()

    def wait_for_the_last(self) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.count <= 0, timeout=PATIENCE / 1000)


@pytest.fixture
def answering() -> Iterator[Answering]:
    """A browser that is closed leaves requests behind, which would read the tables while they are emptied."""
    found = Answering()
    request_started.connect(found.begin)
    request_finished.connect(found.end)
    yield found
    request_started.disconnect(found.begin)
    request_finished.disconnect(found.end)


Open = Callable[..., Page]


@pytest.fixture
def open_browser(browser: Browser, live_server: Any, answering: Answering) -> Iterator[Open]:
    """Gives pages in contexts of their own; in the end none has asked elsewhere, and none has complained."""
    watch = Watch(urlsplit(live_server.url).netloc)
    contexts = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watch.follow(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    answering.wait_for_the_last()
    assert watch.foreign == []
    assert watch.complaints == []


# Slides to look at ---------------------------------------------------------------------------------

DECK: slides.Slides = [
    ("Who applies", ["Anyone with a plan"]),
    ("After the incubator", ["34 of 41 enterprises trade"]),
    ("What failed", ["Rent"]),
]


@pytest.fixture
def unprepared() -> Document:
    document = add_document(
        title="FabriQ", kind="presentation", meeting=make_meeting("Milan"), by=None
    )
    add_version(
        document=document,
        file=ContentFile(slides.pdf_slides("FabriQ", DECK).read()),
        file_name="fabriq.pdf",
        content_type="application/pdf",
        by=None,
    )
    return document


@pytest.fixture
def document(unprepared: Document) -> Document:
    """Four slides, drawn by the job."""
    jobs.run_due()
    return unprepared


@pytest.fixture
def member(open_browser: Open, client: Client, live_server: Any) -> Open:
    """Opens pages for someone who may look at them."""
    client.force_login(make_representative())
    session = client.cookies["sessionid"].value

    def opened(**options: Any) -> Page:
        page = open_browser(**options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": str(live_server.url)}]
        )
        return page

    return opened


def place(page: Page) -> Locator:
    return page.locator("[data-place]")
