"""No file is longer than can be read in one sitting."""

from collections.abc import Iterator
from pathlib import Path

from tests.conventions.sources import ROOT

MOST_LINES = 300
FOLDERS = ("portal", "members", "visits", "documents", "notices", "templates", "static", "tests")
# Longer for now, each by name; no other joins them.
LONGER = {"tests/factories.py", "tests/visits/views/test_meeting.py"}
ENDINGS = {".py", ".html", ".css", ".js"}


def files() -> Iterator[Path]:
    """What people write; migrations are written by Django."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in ENDINGS and "migrations" not in path.parts:
                yield path


def is_too_long(text: str) -> bool:
    return len(text.splitlines()) > MOST_LINES


def test_files() -> None:
    too_long = {
        path.relative_to(ROOT).as_posix()
        for path in files()
        if is_too_long(path.read_text(encoding="utf-8"))
    }

    assert too_long - LONGER == set()


def test_files_bite() -> None:
    assert is_too_long("a line\n" * 301)
    assert not is_too_long("a line\n" * 300)
