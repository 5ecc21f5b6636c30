"""The fonts as static files: made once into a folder of the installation, found there by collectstatic."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from portal.lib.fonts.faces import FACES, FEATURES, SHEET

# Raised when the same faces are to be made in another way.
VERSION: Final = 1
PACKAGES: Final = ("fontpkg-source-sans-3", "fontpkg-source-serif-4", "fonttools")


class FontFinder(BaseFinder):
    """Lists the fonts, and makes them first if need be; ``find`` makes nothing, so that no request ever waits."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002
        folder = made()
        storage = FileSystemStorage(location=folder)
        for path in sorted(folder.rglob("*.*")):
            yield path.relative_to(folder).as_posix(), storage

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        found = folder() / path
        if path not in names() or not found.exists():
            return []
        return [str(found)] if find_all or kwargs.get("all") else str(found)


def names() -> set[str]:
    files = {face.file_of(script) for face in FACES for script in face.scripts}
    return {SHEET, *(f"fonts/{name}" for name in files)}


def folder() -> Path:
    """Where the fonts of these packages, cut in this way, are or will be."""
    recipe = repr((FACES, FEATURES, VERSION, *map(version, PACKAGES)))
    return Path(settings.DATA_DIR) / "fonts" / hashlib.sha256(recipe.encode()).hexdigest()[:16]


def made() -> Path:
    """The folder with all fonts. It appears at once and whole, and those of earlier packages go."""
    target = folder()
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as making:
        whole = Path(making) / "whole"
        subprocess.run(
            [sys.executable, "-m", "portal.lib.fonts", whole], check=True, cwd=settings.BASE_DIR
        )
        for earlier in target.parent.iterdir():
            if not earlier.name.startswith("."):
                shutil.rmtree(earlier, ignore_errors=True)
        try:
            whole.rename(target)
        except OSError:
            # Another process was quicker, with the same result.
            if not target.exists():
                raise
    return target
