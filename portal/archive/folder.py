"""Many pages in one go, in the order of their meetings, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from portal.archive import records
from portal.archive.importer import import_page
from portal.archive.outcome import Outcome, Result
from visits.archive import Understanding
from visits.archive.lines import tidied
from visits.archive.page import read_bytes

if TYPE_CHECKING:
    from members.models import Person


@dataclass(frozen=True)
class Page:
    """A file, its bytes if they could be read (else why not), and when its meeting starts if that is understood."""

    path: Path
    content: bytes | None
    trouble: str = ""
    starts_on: date | None = None
    groups: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name as it can be printed and stored, whatever signs it has."""
        return tidied(self.path.name)


@dataclass(frozen=True)
class Import:
    """How pages are imported, whichever they are."""

    by: Person | None = None
    year: int | None = None
    groups: tuple[str, ...] = ()
    is_dry_run: bool = False


def pages_of(paths: Sequence[Path], *, year: int | None = None) -> list[Page]:
    """The files of these paths and the ``*.txt`` files of these folders, by the start of their meetings.

    An earlier meeting comes first, so that what its page announces is there when the next page tells how it was.
    What has no start that is understood comes last, by name.
    """
    cities, groups = records.known_cities(), records.known_groups()

    def page(path: Path) -> Page:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            return Page(
                path, None, f"{tidied(str(path))} cannot be read: it is no file of its own."
            )
        try:
            content = path.read_bytes()
        except OSError as error:
            return Page(path, None, f"{tidied(str(path))} cannot be read: {error.strerror}.")
        network = settings.NETWORK_NAME
        read = read_bytes(content, cities=cities, network=network, year=year, groups=groups)
        starts_on = read.starts_on.value if read.starts_on else None
        return Page(path, content, "", starts_on, tuple(fact.value for fact in read.groups))

    pages = [page(file) for path in paths for file in files_of(path)]
    return sorted(pages, key=lambda page: (page.starts_on or date.max, page.name))


def files_of(path: Path) -> list[Path]:
    """The ``*.txt`` files of a folder, or the file itself."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix.lower() == ".txt")


def import_pages(
    pages: Sequence[Page], how: Import, tell: Callable[[Page, Outcome], None]
) -> list[tuple[Page, Outcome]]:
    """Import every page and ``tell`` each outcome at once; a page that is refused does not stop the others.

    A group that one page names alone is known to the pages that name several. A dry run takes everything back at
    the end, so that each page finds what those before it would have left.
    """
    alone = (page.groups[0] for page in pages if len(page.groups) == 1)
    groups = tuple(dict.fromkeys([*how.groups, *alone]))
    done = []
    with _taken_back() if how.is_dry_run else nullcontext():
        for page in pages:
            outcome = _outcome(page, how, groups)
            tell(page, outcome)
            done.append((page, outcome))
    return done


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _outcome(page: Page, how: Import, groups: Sequence[str]) -> Outcome:
    if page.content is None:
        return Outcome(Result.REFUSED, Understanding(), sentences=[page.trouble])
    return import_page(
        content=page.content, file_name=page.name, by=how.by, year=how.year, groups=groups
    )
