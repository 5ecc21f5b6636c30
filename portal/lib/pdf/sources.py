"""The only files that a paper may be made of: our static files, the fonts of their packages, and stored files.

No other address is read, whatever a text contains: neither the network nor this machine's files.
"""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

FONTS: Final = {
    "SourceSans3[wght].ttf": "fontpkg_source_sans_3",
    "SourceSans3-Italic[wght].ttf": "fontpkg_source_sans_3",
    "SourceSerif4[opsz,wght].ttf": "fontpkg_source_serif_4",
}


@dataclass(frozen=True)
class Source:
    content: bytes
    content_type: str


def read(address: str) -> Source | None:
    """What ``static:``, ``font:`` or ``stored:`` and a name lead to; nothing for any other address."""
    scheme, _, name = address.partition(":")
    if scheme not in READERS:
        return None
    try:
        content = READERS[scheme](unquote(name))
    except (OSError, SuspiciousFileOperation):
        return None
    if content is None:
        return None
    return Source(content, mimetypes.guess_type(name)[0] or "application/octet-stream")


def _static(name: str) -> bytes | None:
    path = finders.find(name)
    return Path(path).read_bytes() if path else None


def _font(name: str) -> bytes | None:
    package = FONTS.get(name)
    return files(package).joinpath("files", name).read_bytes() if package else None


def _stored(name: str) -> bytes | None:
    with default_storage.open(name) as file:
        return bytes(file.read())


READERS: Final[dict[str, Callable[[str], bytes | None]]] = {
    "static": _static,
    "font": _font,
    "stored": _stored,
}
