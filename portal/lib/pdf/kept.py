"""Printed papers, kept by their content: each is printed once, by whichever process comes first, and found again.

They lie in ``DATA_DIR/kept/pdf``, may be deleted at any time, and are printed anew when somebody asks.
"""

import atexit
import os
from contextlib import suppress
from pathlib import Path
from time import monotonic, time
from typing import IO, Final

from django.conf import settings

from portal.lib.pdf import turns
from portal.lib.pdf.paper import Paper
from portal.lib.pdf.printer import Printer

# All of them together; those that nobody asked for longest go first.
MOST_BYTES: Final = 256 * 1024 * 1024
# What a crash left half written goes after this.
HALF_WRITTEN_SECONDS: Final = 3600
# How long somebody waits, in all, for a paper that another is printing or for a turn.
PATIENCE_SECONDS: Final = 10.0

printer: Final = Printer()
atexit.register(printer.stop)


def folder() -> Path:
    return Path(settings.DATA_DIR) / "kept" / "pdf"


def open_printed(paper: Paper) -> IO[bytes]:
    """The PDF of *paper*, printed now if it is not kept. Raises BusyError after ``PATIENCE_SECONDS``."""
    return _kept(paper) or _print_once(paper)


def _kept(paper: Paper) -> IO[bytes] | None:
    try:
        file = _path(paper).open("rb")
    except FileNotFoundError:
        return None
    os.utime(file.fileno())
    return file


def _print_once(paper: Paper) -> IO[bytes]:
    deadline = monotonic() + PATIENCE_SECONDS
    with turns.alone(_lock(paper), deadline):
        # Whoever held the lock before may have printed it.
        if (file := _kept(paper)) is not None:
            return file
        _write(_path(paper), printer.print(paper, deadline=deadline))
        file = _path(paper).open("rb")
    prune()
    return file


def _lock(paper: Paper) -> Path:
    """There are 256 locks and not one for each paper, so that none need be cleared away."""
    return folder() / "locks" / paper.key[:2]


def _path(paper: Paper) -> Path:
    return folder() / f"{paper.key}.pdf"


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: it gets its name when all of it is on the disk."""
    half = path.with_suffix(".half")
    with half.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def prune(most_bytes: int = MOST_BYTES) -> None:
    """Delete what was asked for longest ago until the rest fits, and what was left half written."""
    sizes: list[tuple[float, int, Path]] = []
    for path in folder().glob("*.*"):
        with suppress(FileNotFoundError):
            state = path.stat()
            sizes.append((state.st_mtime, state.st_size, path))
    left = sum(size for _at, size, _path in sizes)
    for at, size, path in sorted(sizes):
        is_half = path.suffix == ".half" and at < time() - HALF_WRITTEN_SECONDS
        if left > most_bytes or is_half:
            path.unlink(missing_ok=True)
            left -= size
