"""The press: a child process that turns HTML into tagged PDF. It is the only one that loads WeasyPrint.

It reaches nothing by itself: each address that a page or a sheet names is asked of the printer that started it.
Started as ``python -m portal.lib.pdf.press <file descriptor of its pipe>``.
"""

import logging
import sys
from functools import lru_cache
from io import BytesIO
from multiprocessing.connection import Connection
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.lib.pdf.messages import Delivery, Failed, Order, Printed, Wanted

# Unused, it gives its memory back; so it does after so many papers, as fonts leave something behind.
IDLE_SECONDS: Final = 30
PAPERS: Final = 100


class Fetcher(URLFetcher):
    """Asks the printer, and opens nothing itself."""

    def __init__(self, line: "Connection[Any, Any]") -> None:
        super().__init__()
        self.line = line

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
    def __init__(self, line: "Connection[Any, Any]") -> None:
        self.fetcher = Fetcher(line)
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


def work(line: "Connection[Any, Any]") -> None:
    """Print what is ordered, until nothing is for a while or the printer is gone."""
    press = Press(line)
    for _number in range(PAPERS):
        if not line.poll(IDLE_SECONDS):
            return
        try:
            line.send(press.print(line.recv()))
        except (EOFError, BrokenPipeError):
            return


if __name__ == "__main__":
    with Connection(int(sys.argv[1])) as pipe:
        work(pipe)
