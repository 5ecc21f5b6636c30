"""Files that can be opened and pictures of their pages: a few in each language, stored once and shared by all documents.

Twenty thousand files of their own would say nothing more, and fill a bucket for an hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from documents.drawing import draw
from documents.models import DocumentVersion
from portal.demo import slides
from portal.generate import words
from portal.lib import files

FOLDER: Final = f"{files.SHARED}generated/"


@dataclass(frozen=True)
class Picture:
    """One page in one width, as it is stored."""

    number: int
    width: int
    kept: files.Kept


@dataclass(frozen=True)
class Deck:
    """A PDF of so many pages in a language, as it is stored; what its pages are headed, their size and pictures."""

    language: str
    kept: files.Kept
    headings: list[str]
    width: int
    height: int
    pictures: list[Picture]


def make_decks(lengths: list[int], languages: list[str]) -> list[Deck]:
    """One of each length in each language. Their pictures are those of the longest, as all begin alike."""
    return [deck for language in languages for deck in _of_language(language, lengths)]


def _of_language(language: str, lengths: list[int]) -> Iterator[Deck]:
    headings = _headings(words.read(language), max(lengths))
    with TemporaryDirectory(prefix="city-portal-deck-") as folder:
        place = Path(folder)
        for length in sorted(lengths, reverse=True):
            kept = _kept_pdf(language, headings[:length], place)
            if length == max(lengths):
                pages = draw(_as_version(kept), place)
                pictures = [
                    Picture(page.number, width, _kept_picture(language, page.number, width, path))
                    for page in pages
                    for width, path in page.pictures.items()
                ]
            shown = [picture for picture in pictures if picture.number <= length]
            size = {"width": pages[0].width, "height": pages[0].height}
            yield Deck(language, kept, headings[:length], pictures=shown, **size)


def _headings(table: dict[str, Any], length: int) -> list[str]:
    """The title, and the headings over and over, with their turn after the first."""
    names = table["headings"]
    rest = [
        names[number % len(names)]
        + (f" ({number // len(names) + 1})" if number >= len(names) else "")
        for number in range(length - 1)
    ]
    return [str(table["deck"]), *rest]


def _kept_pdf(language: str, headings: list[str], folder: Path) -> files.Kept:
    points = words.read(language)["points"]
    pages = [
        (heading, [points[(number + turn) % len(points)] for turn in range(3)])
        for number, heading in enumerate(headings[1:])
    ]
    path = folder / "deck.pdf"
    path.write_bytes(slides.pdf_slides(headings[0], pages).read())
    return files.put(path, f"{FOLDER}{language}-{len(headings)}.pdf")


def _kept_picture(language: str, number: int, width: int, path: Path) -> files.Kept:
    return files.put(path, f"{FOLDER}{language}-{number}-{width}.webp")


def _as_version(kept: files.Kept) -> DocumentVersion:
    """As drawing asks for it; it is no row."""
    return DocumentVersion(file=kept.name, size=kept.size)
