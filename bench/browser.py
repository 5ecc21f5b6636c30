"""What a browser fetches for a page that it sees for the first time."""

import os
import shutil
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import sync_playwright

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The fonts and the picture of Europe are counted apart.
FONT_OR_MAP = (".woff2", "europe")


@dataclass
class Fetched:
    """Bytes by address, as they came over the line with their headers."""

    by_request: dict[str, float] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        return len(self.by_request)

    def kilobytes(self, *, with_fonts_and_map: bool) -> float:
        return (
            sum(
                size
                for request, size in self.by_request.items()
                if with_fonts_and_map or not _is_font_or_map(self.addresses[request])
            )
            / 1024
        )


def cold(address: str) -> Fetched:
    fetched = Fetched()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, CHROMIUMS)), None),
            # As root Chromium has no sandbox; it meets nothing here but our own pages.
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", lambda event: _began(fetched, event))
        line.on("Network.loadingFinished", lambda event: _ended(fetched, event))
        page.goto(address, wait_until="networkidle")
        browser.close()
    return fetched


def _began(fetched: Fetched, event: dict[str, Any]) -> None:
    fetched.addresses[event["requestId"]] = event["request"]["url"]


def _ended(fetched: Fetched, event: dict[str, Any]) -> None:
    # What an address like data: brings came with another file.
    if fetched.addresses.get(event["requestId"], "").startswith("http"):
        fetched.by_request[event["requestId"]] = event["encodedDataLength"]


def _is_font_or_map(address: str) -> bool:
    return any(part in address for part in FONT_OR_MAP)
