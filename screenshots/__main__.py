"""Starts a private demo and takes every page in light and dark, at the widths of a telephone and of a desk.

All pictures are in var/screenshots/, which git ignores; a few of them, for README and documentation, in docs/pictures/.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from portal.demo import environment, processes
from portal.demo.environment import Demo
from portal.demo.serve import database
from portal.demo.steps import say, step
from screenshots.pages import SHOTS, Shot

CHECKOUT: Final = Path(__file__).resolve().parents[1]
CHOSEN: Final = CHECKOUT / "docs" / "pictures"
PORT: Final = "8765"
WIDTHS: Final = (1280, 390)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
# What README and documentation show, and how much of each page.
FOR_DOCUMENTATION: Final = {
    "home-1280-light": 1180,
    "meeting-1280-light": 1500,
    "meeting-1280-dark": 1000,
    "meeting-390-light": 1500,
    "viewer-member-1280-light": 900,
    "agenda-1280-light": 1200,
    "desk-agenda-staff-1280-light": 1000,
}


def main() -> int:
    wanted = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    wanted.add_argument("names", nargs="*", help="pages to take; all when none is named")
    names = set(wanted.parse_args().names)
    folder = CHECKOUT / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="screenshots-", ignore_cleanup_errors=True) as data,
        serving(environment.read({"PORT": PORT, **os.environ, "DATA_DIR": data})) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium())
        for shot in SHOTS:
            if not names or shot.name in names:
                with step(shot.name):
                    take(browser, demo, shot, folder)
    if not names:
        keep_for_documentation(folder)
    say(f"The pictures are in {folder}.")
    return 0


@contextmanager
def serving(demo: Demo) -> Iterator[Demo]:
    with database(demo) as url:
        os.environ |= demo.environment(url)
        processes.run(processes.PREPARATION)
        with processes.running(processes.WEB, processes.WORKER) as started:
            processes.wait_until_up(started, demo.port)
            yield demo


def take(browser: Browser, demo: Demo, shot: Shot, folder: Path) -> None:
    """One page, for each of its readers, at each width and in each scheme."""
    readers = [""] * shot.is_for_strangers + ["member"] * shot.is_for_members
    readers += ["coordinator"] * shot.is_for_coordinators + ["staff"] * shot.is_for_staff
    for reader in readers:
        with reading(browser, demo, reader) as context:
            page = context.new_page()
            page.goto(shot.address)
            if shot.way:
                shot.way(page)
            for width, scheme in product(WIDTHS, SCHEMES):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                page.wait_for_load_state("networkidle")
                page.evaluate("document.fonts.ready")
                name = "-".join(filter(None, [shot.name, reader, str(width), scheme]))
                page.screenshot(path=folder / f"{name}.png", full_page=True)


@contextmanager
def reading(browser: Browser, demo: Demo, reader: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=demo.url,
        viewport={"width": WIDTHS[0], "height": 900},
        # As most readers are: the clock of the meetings is their own.
        timezone_id="Europe/Brussels",
    )
    if reader:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.get_by_label("E-mail").fill(f"{reader}@example.org")
        page.get_by_label("Password").fill(demo.password)
        page.locator("main button[type=submit]").first.click()
        page.wait_for_load_state()
        page.close()
    yield context
    context.close()


def keep_for_documentation(folder: Path) -> None:
    CHOSEN.mkdir(parents=True, exist_ok=True)
    for name, height in FOR_DOCUMENTATION.items():
        with Image.open(folder / f"{name}.png") as picture:
            top = picture.crop((0, 0, picture.width, min(height, picture.height)))
            top.convert("RGB").save(CHOSEN / f"{name}.webp", quality=80, method=6)


def chromium() -> str:
    """The system's, which `make test` installs too."""
    for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"):
        if Path(path).exists():
            return path
    raise SystemExit("Chromium is missing: apt-get install chromium")


if __name__ == "__main__":
    sys.exit(main())
