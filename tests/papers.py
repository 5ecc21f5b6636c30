"""A PDF read back by another library than the one that wrote it: its words, its structure, its fonts."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

# A line's end may have put one into a word, and may have come after one that was there.
HYPHENS = ("\u2010", "\u00ad", "-")


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def squeezed(text: str) -> str:
    """A text without spaces and hyphens: lines are broken otherwise on paper than on a page."""
    for hyphen in HYPHENS:
        text = text.replace(hyphen, "")
    return "".join(text.split())


def words_of(paper: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in paper.pages))


def tags_of(paper: PdfReader) -> list[str]:
    """The structure elements by their types, in reading order."""
    return list(_tags(paper.root_object["/StructTreeRoot"]))


def _tags(element: Any) -> Iterator[str]:
    if "/S" in element:
        yield element["/S"]
    for kid in element.get("/K", []) if not isinstance(element.get("/K"), int) else []:
        found = kid.get_object()
        if isinstance(found, dict):
            yield from _tags(found)


def elements_of(paper: PdfReader, tag: str) -> list[Any]:
    def walk(element: Any) -> Iterator[Any]:
        if element.get("/S") == tag:
            yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else []:
            found = kid.get_object()
            if isinstance(found, dict):
                yield from walk(found)

    return list(walk(paper.root_object["/StructTreeRoot"]))


def fonts_of(paper: PdfReader) -> dict[str, bool]:
    """The fonts by name, each with whether it is embedded."""
    fonts: dict[str, bool] = {}
    for page in paper.pages:
        for reference in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            font = reference.get_object()
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            name = str(font["/BaseFont"]).partition("+")[2]
            fonts[name] = "/FontFile2" in descriptor or "/FontFile3" in descriptor
    return fonts


def glyphs_of(paper: PdfReader) -> Iterator[int]:
    """The numbers of all glyphs that are drawn; 0 is the box that stands for a missing one."""
    for page in paper.pages:
        for operands, operator in ContentStream(page.get_contents(), paper).operations:
            if operator not in {b"Tj", b"TJ"}:
                continue
            shown = operands[0] if operator == b"TJ" else operands
            for piece in shown:
                if hasattr(piece, "original_bytes"):
                    drawn = piece.original_bytes
                    yield from (
                        int.from_bytes(drawn[at : at + 2], "big") for at in range(0, len(drawn), 2)
                    )
