"""Static files as they are collected: the parts of a style sheet become one file, since each @import is a request."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from portal.lib.fonts.faces import SHEET as FONTS

SITE: Final = "css/site.css"
# What every page loads, and what those of the desk load besides.
SHEETS: Final = (SITE, "css/desk.css")
IMPORT: Final = re.compile(r'@import url\("(?P<part>[^"]+)"\);')
RELATIVE_URL: Final = re.compile(r'url\("(?P<target>(?!/|data:|https?:)[^"]+)"\)')

# A collected file: where it comes from, and its path there.
Found = dict[str, tuple[Storage, str]]


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """Joins the sheets before their names are made from their content. The parts are kept, and not served by any page."""

    def post_process(
        self,
        paths: Found,
        dry_run: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **options: Any,
    ) -> Iterator[Any]:
        collected = paths
        for name in SHEETS if not dry_run else ():
            if name in collected:
                paths = self._with_joined(name, paths, collected)
        # Packages bring maps of their scripts for who mends them: no page loads one, and pressing them takes long.
        loaded = {name: found for name, found in paths.items() if not name.endswith(".map")}
        yield from super().post_process(loaded, dry_run=dry_run, **options)

    def _with_joined(self, sheet: str, paths: Found, collected: Found) -> Found:
        self.delete(sheet)
        self.save(sheet, ContentFile(joined(sheet, collected).encode()))
        parts = set(parts_of(sheet, collected))
        return {name: found for name, found in paths.items() if name not in parts} | {
            sheet: (self, sheet)
        }


def joined(sheet: str, paths: Found) -> str:
    """The sheet with each part in the place of its import; what a part names beside itself is still found."""

    def part(match: re.Match[str]) -> str:
        name = match["part"]
        return _rebased(_read(paths, _beside(sheet, name)), posixpath.dirname(name))

    whole = IMPORT.sub(part, _read(paths, sheet))
    # No part names the fonts, as pages work without them where nothing is collected.
    return _read(paths, FONTS) + whole if sheet == SITE and FONTS in paths else whole


def parts_of(sheet: str, paths: Found) -> list[str]:
    return [FONTS, *(_beside(sheet, name) for name in IMPORT.findall(_read(paths, sheet)))]


def _beside(sheet: str, name: str) -> str:
    return posixpath.join(posixpath.dirname(sheet), name)


def _rebased(sheet: str, folder: str) -> str:
    def moved(match: re.Match[str]) -> str:
        return f'url("{posixpath.normpath(posixpath.join(folder, match["target"]))}")'

    return RELATIVE_URL.sub(moved, sheet)


def _read(paths: Found, name: str) -> str:
    if name not in paths:
        raise FileNotFoundError(
            f"A style sheet imports {name}, which is not among the static files."
        )
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read(), "utf-8")
