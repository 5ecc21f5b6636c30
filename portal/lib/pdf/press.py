"""The press: a child process that turns HTML into tagged PDF. It is the only one that loads WeasyPrint.

It reaches nothing by itself: each address that a page or a sheet names is asked of the printer that ordered the paper.
Started as ``python -m portal.lib.pdf.press <file descriptor of the socket that it listens at>``.
"""

import logging
import signal
import socket
import sys
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.lib.pdf.messages import SECONDS_A_PAPER, Delivery, Failed, Order, Printed, Wanted

# Unused, it gives its memory back; so it does after so many papers, as fonts leave something behind.
IDLE_SECONDS: Final = 30
PAPERS: Final = 100


class Fetcher(URLFetcher):
    """Asks the printer at the other end of the line, and opens nothing itself."""

    line: "Connection[Any, Any]"

    def fetch(
        self,
        url: str,
        headers: dict[str, str] | None = None,  # noqa: ARG002 - WeasyPrint's signature
    ) -> URLFetcherResponse:
        if url.startswith("data:image/svg+xml"):
            # It brings its own content, such as a QR code.
            return super().fetch(url)
        self.line.send(Wanted(url))
        delivery: Delivery = self.line.recv()
        if delivery.content is None:
            raise ValueError("no paper is made of that")
        return URLFetcherResponse(url, delivery.content, {"Content-Type": delivery.content_type})


class Complaints(logging.Handler):
    """What WeasyPrint could not do as it was told."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(record.getMessage())


class Press:
    def __init__(self) -> None:
        self.fetcher = Fetcher()
        self.fonts = FontConfiguration()
        self.sheet = lru_cache(maxsize=8)(self._sheet)

    def print(self, order: Order) -> Printed | Failed:
        log, complaints = logging.getLogger("weasyprint"), Complaints()
        log.addHandler(complaints)
        written = BytesIO()
        try:
            HTML(string=order.html, url_fetcher=self.fetcher, base_url="none:").write_pdf(
                written,
                stylesheets=[self.sheet(order.css)],
                font_config=self.fonts,
                pdf_variant="pdf/ua-1",
                pdf_identifier=b"",
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, the printer must hear of it
            return Failed(f"{type(error).__name__}: {error}")
        finally:
            log.removeHandler(complaints)
        return Printed(written.getvalue(), tuple(complaints.sentences))

    def _sheet(self, css: str) -> CSS:
        return CSS(string=css, url_fetcher=self.fetcher, font_config=self.fonts, base_url="none:")


def work(listener: socket.socket) -> None:
    """Print what is ordered, by whom ever, until nothing is for a while."""
    press = Press()
    listener.settimeout(IDLE_SECONDS)
    for _number in range(PAPERS):
        try:
            ordering, _address = listener.accept()
        except TimeoutError:
            return
        # A printer that is gone wants nothing any more; the next one does.
        with Connection(ordering.detach()) as line, suppress(EOFError, OSError):
            # Whatever it is busy with, the system ends it then.
            signal.alarm(SECONDS_A_PAPER)
            press.fetcher.line = line
            line.send(press.print(line.recv()))
        signal.alarm(0)


def leave(address: str) -> None:
    Path(address).unlink()
    Path(address).parent.rmdir()


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as door:
        work(door)
        leave(door.getsockname())
