"""Has a PDF's pages drawn by documents/rendering.py, and believes nothing of what comes back before it was looked at."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from documents.drawing_files import MOST_TEXT, RESULT, SOURCE, picture_name
from documents.models import DocumentVersion
from portal.lib import files, limited

Failure = DocumentVersion.Failure

# No page is larger than this in any program that makes PDFs; it is kept for its shape alone.
MOST_POINTS: Final = 1_000_000


class CannotPrepareError(Exception):
    """The pages cannot be shown, for a reason that is told on the document's page."""

    def __init__(self, failure: str, told: object = "") -> None:
        super().__init__(f"{failure} {told}".strip())
        self.failure = failure


@dataclass(frozen=True)
class DrawnPage:
    """One page: its pictures are files, by their width."""

    number: int
    width: int
    height: int
    text: str
    pictures: dict[int, Path]


def draw(version: DocumentVersion, folder: Path) -> list[DrawnPage]:
    """The version's pages, drawn in *folder*; raises CannotPrepareError."""
    if version.size > settings.PREVIEW_BYTES:
        raise CannotPrepareError(Failure.TOO_LARGE)
    try:
        files.copy_out(str(version.file.name), folder / SOURCE)
    except FileNotFoundError as error:
        raise CannotPrepareError(Failure.GONE, error) from error
    asked = {
        "pages": settings.PREVIEW_PAGES,
        "pixels": settings.PREVIEW_PIXELS,
        "bytes": settings.PREVIEW_BYTES,
        "widths": DocumentVersion.PictureWidth.values,
    }
    command = [sys.executable, "-P", "-m", "documents.rendering", json.dumps(asked)]
    try:
        limited.run(command, folder=folder, limits=_limits())
    except limited.LimitReachedError as error:
        raise CannotPrepareError(Failure.TOO_HEAVY, error) from error
    except limited.ProgramFailedError as error:
        raise CannotPrepareError(Failure.BROKEN, error) from error
    return _result(folder)


def _limits() -> limited.Limits:
    return limited.Limits(
        seconds=settings.PREVIEW_SECONDS,
        memory=settings.PREVIEW_MEMORY,
        file_size=settings.PREVIEW_BYTES,
    )


def _result(folder: Path) -> list[DrawnPage]:
    try:
        told = json.loads(_own(folder / RESULT).read_bytes())
        if "failure" in told:
            raise CannotPrepareError(Failure(told["failure"]))
        pages = [_page(page, number, folder) for number, page in enumerate(told["pages"], 1)]
    except (KeyError, TypeError, ValueError, OverflowError, OSError) as error:
        raise CannotPrepareError(Failure.BROKEN, repr(error)) from error
    if not 1 <= len(pages) <= settings.PREVIEW_PAGES:
        raise CannotPrepareError(Failure.BROKEN, f"{len(pages)} pages")
    return pages


def _page(told: dict[str, Any], number: int, folder: Path) -> DrawnPage:
    return DrawnPage(
        number=number,
        width=_points(told["width"]),
        height=_points(told["height"]),
        text=cleaned(str(told["text"])),
        pictures={
            width: _picture(folder / picture_name(number, width))
            for width in DocumentVersion.PictureWidth.values
        },
    )


def _points(length: object) -> int:
    return min(max(1, round(float(str(length)))), MOST_POINTS)


def cleaned(text: str) -> str:
    """What a page says, in lines, without signs that no text has: a database refuses some of them."""
    sound = text[:MOST_TEXT].encode("utf-8", "ignore").decode()
    lines = (
        " ".join("".join(sign if sign.isprintable() else " " for sign in line).split())
        for line in sound.splitlines()
    )
    return "\n".join(lines).strip()


def _picture(path: Path) -> Path:
    with _own(path).open("rb") as file:
        beginning = file.read(12)
    if beginning[:4] != b"RIFF" or beginning[8:] != b"WEBP":
        raise ValueError(f"{path.name} is no WebP")
    return path


def _own(path: Path) -> Path:
    """A file that lies where it seems to lie: a link could lead to any file of ours."""
    if path.is_symlink() or not path.is_file():
        raise ValueError(f"{path.name} is not there")
    return path
