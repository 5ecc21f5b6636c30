"""Draws the pages of a PDF as pictures and reads their text: a program of its own, which knows neither Django nor the portal.

    python -m documents.rendering '{"pages": 300, "pixels": 8000000, "bytes": 209715200, "widths": [480, 1600]}'

It reads ``source.pdf`` in the folder it is started in, and writes there ``<number>-<width>.webp`` for each page and width,
and at last ``result.json``: the pages, or the failure in one word. It is run with limits (portal/lib/limited.py), as what
it opens may have been made to break it.
"""

import errno
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pypdfium2
from PIL import Image

from documents.drawing_files import MOST_TEXT, RESULT, SOURCE, picture_name

# FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
ENCRYPTED: Final = (4, 5)
QUALITY: Final = 80
# WebP has no picture that is higher.
MOST_SIDE: Final = 16_000


class CannotDrawError(Exception):
    """Why not, in one word that documents.models.DocumentVersion.Failure knows."""


def main(limits: dict[str, Any]) -> None:
    try:
        result: dict[str, Any] = {"pages": list(draw(Path(SOURCE), **limits))}
    except CannotDrawError as error:
        result = {"failure": str(error)}
    except MemoryError:
        result = {"failure": "too_heavy"}
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        result = {"failure": "too_large"}
    Path(RESULT).write_text(json.dumps(result))


def draw(
    source: Path,
    *,
    pages: int,
    pixels: int,
    bytes: int,  # noqa: A002 - named as the limit is
    widths: list[int],
) -> Iterator[dict[str, Any]]:
    """Each page in turn: its pictures are written, its number, size in points and text given."""
    pdf = opened(source)
    if len(pdf) == 0:
        raise CannotDrawError("broken")
    if len(pdf) > pages:
        raise CannotDrawError("too_many_pages")
    left = bytes
    for number in range(1, len(pdf) + 1):
        page, picture = drawn(pdf, number, width=max(widths), pixels=pixels)
        left -= sum(written(picture, number, width) for width in widths)
        if left < 0:
            raise CannotDrawError("too_large")
        yield page


def opened(source: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        word = "encrypted" if error.err_code in ENCRYPTED else "broken"
        raise CannotDrawError(word) from error


def drawn(
    pdf: pypdfium2.PdfDocument, number: int, *, width: int, pixels: int
) -> tuple[dict[str, Any], Image.Image]:
    try:
        page = pdf[number - 1]
        breadth, height = page.get_size()
        scale = scale_for(breadth, height, width=width, pixels=pixels)
        bitmap = page.render(scale=scale)
        # Copied: the bitmap's memory goes back to PDFium with the page.
        picture = bitmap.to_pil().convert("RGB")
        text = page.get_textpage().get_text_range()[:MOST_TEXT]
        page.close()
    except pypdfium2.PdfiumError as error:
        raise CannotDrawError("broken") from error
    return {"number": number, "width": breadth, "height": height, "text": text}, picture


def scale_for(breadth: float, height: float, *, width: int, pixels: int) -> float:
    """So that the picture is *width* wide, or as wide as a very tall page may be without passing *pixels*."""
    if not (breadth > 0 and height > 0):
        raise CannotDrawError("broken")
    most = float((pixels / (breadth * height)) ** 0.5)
    return min(width / breadth, most, MOST_SIDE / height)


def written(picture: Image.Image, number: int, width: int) -> int:
    """Write the picture at most *width* wide; gives the size of the file."""
    if picture.width > width:
        picture = picture.resize(
            (width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS
        )
    target = Path(picture_name(number, width))
    try:
        picture.save(target, "WEBP", quality=QUALITY)
    except ValueError as error:
        # Of what can go wrong with a picture of this size, memory is left.
        raise CannotDrawError("too_heavy") from error
    return target.stat().st_size


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
