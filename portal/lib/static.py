"""Static files as they are collected: the parts of the style sheet become one file, since each @import is a request."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from portal.lib.fonts.faces import SHEET as FONTS

SHEET: Final = "css/site.css"
IMPORT: Final = re.compile(r'@import url\("(?P<part>[^"]+)"\);')
RELATIVE_URL: Final = re.compile(r'url\("(?P<target>(?!/|data:|https?:)[^"]+)"\)')

# A collected file: where it comes from, and its path there.
Found = dict[str, tuple[Storage, str]]


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """Joins the sheet before its name is made from its content. The parts are kept, and not served by any page."""

    def post_process(
        self,
        paths: Found,
        dry_run: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **options: Any,
    ) -> Iterator[Any]:
        if SHEET in paths and not dry_run:
            self.delete(SHEET)
            self.save(SHEET, ContentFile(joined(paths).encode()))
            parts = set(parts_of(paths))
            paths = {name: found for name, found in paths.items() if name not in parts}
            paths[SHEET] = (self, SHEET)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def joined(paths: Found) -> str:
    """The sheet with each part in the place of its import; what a part names beside itself is still found."""

    def part(match: re.Match[str]) -> str:
        name = match["part"]
        return _rebased(_read(paths, _beside_sheet(name)), posixpath.dirname(name))

    sheet = IMPORT.sub(part, _read(paths, SHEET))
    # No part names the fonts, as pages work without them where nothing is collected.
    return _read(paths, FONTS) + sheet if FONTS in paths else sheet


def parts_of(paths: Found) -> list[str]:
    return [FONTS, *map(_beside_sheet, IMPORT.findall(_read(paths, SHEET)))]


def _beside_sheet(name: str) -> str:
    return posixpath.join(posixpath.dirname(SHEET), name)


def _rebased(sheet: str, folder: str) -> str:
    def moved(match: re.Match[str]) -> str:
        return f'url("{posixpath.normpath(posixpath.join(folder, match["target"]))}")'

    return RELATIVE_URL.sub(moved, sheet)


def _read(paths: Found, name: str) -> str:
    if name not in paths:
        raise FileNotFoundError(f"{SHEET} imports {name}, which is not among the static files.")
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read(), "utf-8")
