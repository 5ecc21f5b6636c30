"""What a file is by its content, whatever its name and the browser say: a table of what is taken, and why the rest is not.

docs/decisions/0121 says why these and no others.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from documents.containers import NotReadableError, ZipParts, ole_names

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

HEAD: Final = 2048
CHUNK: Final = 64 * 1024
ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a text never has: all control signs but tab, line feed, form feed and carriage return.
CONTROL: Final = bytes(set(range(32)) - {9, 10, 12, 13, 27})
MARKUP: Final = (
    b"<!doctype html",
    b"<html",
    b"<svg",
    b"<script",
    b"<?xml",
    b"<!--",
    b"<head",
    b"<body",
)


@dataclass(frozen=True)
class Format:
    """A kind of file that is taken: how it is called, the endings of its names, and the type it is served with."""

    label: _StrPromise
    endings: tuple[str, ...]
    content_type: str

    @property
    def ending(self) -> str:
        return self.endings[0]


OOXML: Final = "application/vnd.openxmlformats-officedocument."
ODF: Final = "application/vnd.oasis.opendocument."

PDF = Format(gettext_lazy("a PDF"), ("pdf",), "application/pdf")
PPTX = Format(
    gettext_lazy("a PowerPoint presentation (PPTX)"),
    ("pptx",),
    f"{OOXML}presentationml.presentation",
)
DOCX = Format(
    gettext_lazy("a Word document (DOCX)"), ("docx",), f"{OOXML}wordprocessingml.document"
)
XLSX = Format(gettext_lazy("an Excel workbook (XLSX)"), ("xlsx",), f"{OOXML}spreadsheetml.sheet")
ODP = Format(gettext_lazy("an OpenDocument presentation"), ("odp",), f"{ODF}presentation")
ODT = Format(gettext_lazy("an OpenDocument text"), ("odt",), f"{ODF}text")
ODS = Format(gettext_lazy("an OpenDocument spreadsheet"), ("ods",), f"{ODF}spreadsheet")
PPT = Format(
    gettext_lazy("an old PowerPoint presentation (PPT)"), ("ppt",), "application/vnd.ms-powerpoint"
)
DOC = Format(gettext_lazy("an old Word document (DOC)"), ("doc",), "application/msword")
XLS = Format(gettext_lazy("an old Excel workbook (XLS)"), ("xls",), "application/vnd.ms-excel")
PNG = Format(gettext_lazy("a PNG picture"), ("png",), "image/png")
JPEG = Format(gettext_lazy("a JPEG picture"), ("jpg", "jpeg"), "image/jpeg")
WEBP = Format(gettext_lazy("a WebP picture"), ("webp",), "image/webp")
CSV = Format(gettext_lazy("a table as text (CSV)"), ("csv",), "text/csv")
TXT = Format(gettext_lazy("a plain text"), ("txt",), "text/plain")

FORMATS: Final = (
    *(PDF, PPTX, PPT, ODP, DOCX, DOC, ODT, XLSX, XLS, ODS),
    *(CSV, TXT, PNG, JPEG, WEBP),
)
BY_ENDING: Final = {ending: each for each in FORMATS for ending in each.endings}
TEXTS: Final = (TXT, CSV)
IN_OOXML: Final = {f"{each.content_type}.main+xml".encode(): each for each in (PPTX, DOCX, XLSX)}
IN_ODF: Final = {each.content_type.encode(): each for each in (ODP, ODT, ODS)}
IN_OLE: Final = {"PowerPoint Document": PPT, "WordDocument": DOC, "Workbook": XLS, "Book": XLS}
IN_PICTURES: Final = {"PNG": PNG, "JPEG": JPEG, "WEBP": WEBP}
MACROS_IN_OLE: Final = {"Macros", "_VBA_PROJECT_CUR", "VBA"}


def known_endings() -> str:
    """PDF, PPTX, PPT …: what is taken, to be told before and after."""
    return ", ".join(each.ending.upper() for each in FORMATS)


def sniff(file: IO[bytes], name: str) -> Format:
    """What the file is; raises ValidationError with the reason why it is not kept. It is left at its beginning."""
    try:
        return _agreed(file, name)
    except NotReadableError:
        raise _refusal(
            _(
                "It is damaged and cannot be opened. Save it again from the program that made it, and send that."
            )
        ) from None
    finally:
        file.seek(0)


def _agreed(file: IO[bytes], name: str) -> Format:
    ending = PurePath(name).suffix[1:].lower()
    if file.seek(0, 2) == 0:
        raise _refusal(_("It is empty. Perhaps it was still being saved: send it again."))
    if ending and ending not in BY_ENDING:
        said = {"ending": ending.upper(), "known": known_endings()}
        raise _refusal(
            _("Files of the kind %(ending)s are not taken. These are: %(known)s.") % said
        )
    file.seek(0)
    head = file.read(HEAD)
    claimed = BY_ENDING.get(ending)
    found = _known(file, head)
    if found is None and _is_text(file, head):
        found = claimed if claimed in TEXTS else TXT
    if found is None or (claimed and found != claimed):
        raise _lie(claimed, found.label if found else _name_of(head))
    return found


def _known(file: IO[bytes], head: bytes) -> Format | None:
    """The format by its content; none for a text, and for whatever is not taken."""
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return PDF
    if head.startswith(ZIP):
        return _in_zip(file)
    if head.startswith(OLE):
        return _in_ole(file)
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (
        head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    ):
        return _picture(file)
    return None


def _in_zip(file: IO[bytes]) -> Format | None:
    parts = ZipParts(file)
    if parts.is_encrypted:
        raise _encrypted()
    if "mimetype" in parts.names[:1]:
        found = IN_ODF.get(parts.read("mimetype").strip())
        if found and b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise _encrypted()
        return found
    types = parts.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(part.endswith("vbaProject.bin") for part in parts.names):
        raise _macros()
    return next((each for main, each in IN_OOXML.items() if main in types), None)


def _in_ole(file: IO[bytes]) -> Format | None:
    names = ole_names(file)
    if "EncryptedPackage" in names:
        raise _encrypted()
    if names & MACROS_IN_OLE:
        raise _macros()
    return next((each for name, each in IN_OLE.items() if name in names), None)


def _picture(file: IO[bytes]) -> Format:
    """Its head is read, nothing is drawn: how large it says to be does no harm here."""
    file.seek(0)
    try:
        with Image.open(file, formats=tuple(IN_PICTURES)) as opened:
            return IN_PICTURES[str(opened.format)]
    except (OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError) as error:
        raise NotReadableError(str(error)) from error


# Texts -------------------------------------------------------------------------------------------


def _is_text(file: IO[bytes], head: bytes) -> bool:
    """Words in whatever spelling, and no markup: a browser that is told otherwise would run that."""
    start = head.lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith((*MARKUP, b"#!", b"{\\rtf", b"%!ps")):
        return False
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _is_utf16(file)
    return not any(chunk.translate(None, CONTROL) != chunk for chunk in _chunks(file))


def _is_utf16(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        words = "".join(decoder.decode(chunk)[:HEAD] for chunk in _chunks(file))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return words.isprintable() or not any(sign < " " and sign not in "\t\n\f\r" for sign in words)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


# Reasons -----------------------------------------------------------------------------------------


def _name_of(head: bytes) -> str:
    """What it seems to be, in words; a few are spelt better than in the package's list."""
    start = head.lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if head.startswith((ZIP, EMPTY_ZIP)):
        return _("a ZIP archive")
    if b"<svg" in start and start.startswith(MARKUP):
        return _("an SVG picture, which may carry programs")
    if start.startswith((b"<!doctype html", b"<html", b"<script", b"<head", b"<body")):
        return _("a web page")
    if start.startswith(b"#!"):
        return _("a script")
    if head.startswith((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe")):
        return _("a program")
    # Only files that nobody takes are looked up in its long tables.
    import puremagic  # noqa: PLC0415

    try:
        return _("another kind of file (%(name)s)") % {"name": puremagic.magic_string(head)[0].name}
    except (puremagic.PureError, ValueError, IndexError):
        return _("a file of a kind that nobody knows")


def _lie(claimed: Format | None, found: object) -> ValidationError:
    said = {"claimed": claimed.label if claimed else "", "found": found}
    if claimed is None:
        said["known"] = known_endings()
        return _refusal(
            _("This file is %(found)s: it was not kept. These are taken: %(known)s.") % said
        )
    return _refusal(
        _(
            "This file says it is %(claimed)s, but it is %(found)s: it was not kept. Save it again from "
            "the program that made it, and send that."
        )
        % said
    )


def _encrypted() -> ValidationError:
    return _refusal(
        _(
            "It is protected by a password, so that nobody could look at it here. Who may read it is decided by "
            "whom it is for: take the password off, and send it again."
        )
    )


def _macros() -> ValidationError:
    return _refusal(
        _(
            "It holds macros, which are programs. Save it without them (as PPTX, DOCX or XLSX), and send that."
        )
    )


def _refusal(reason: str) -> ValidationError:
    return ValidationError(reason, code="refused")
