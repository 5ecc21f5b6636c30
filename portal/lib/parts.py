"""What depends on content alone, made without any reader and kept by this process: pages with places left for their
reader, and facts that pages are found by. docs/decisions/0051 says what makes it hold.
"""

import pickle
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from portal.lib.kept import MOST_BYTES_OF_ONE, Shelf, next_midnight

Made = TypeVar("Made")

# Of one process. Many are small: where a person stands, what lies around a meeting.
MOST_PARTS: Final = 10_000


@dataclass
class Making:
    """A part on its way, and when time alone will change it: at the network's next midnight, or sooner."""

    began_at: datetime
    until: datetime

    @classmethod
    def begin(cls) -> "Making":
        now = timezone.now()
        return cls(now, next_midnight(now))

    def ends_by(self, moments: Callable[[datetime], Iterable[datetime | None]]) -> None:
        """``moments`` gives what comes after the time at which the making began."""
        self.until = min(moment for moment in (self.until, *moments(self.began_at)) if moment)


@dataclass(frozen=True)
class Part:
    """Something made, the version of the content it was made from, and until when time leaves it as it is."""

    made: Any
    version: str
    until: datetime
    size: int

    def holds(self, version: str) -> bool:
        return self.version == version and timezone.now() < self.until


class Content:
    """The content as one request finds it.

    ``read_version`` gives its version (portal/lib/content_version.py), as it was before anything was looked up that is
    kept under it. Without a version all is made afresh; also within a transaction, as what it reads may yet be taken back.
    """

    def __init__(self, shelf: Shelf[Part], read_version: Callable[[], str | None]) -> None:
        self._shelf = shelf
        self._read_version = read_version

    def kept(self, key: Hashable, make: Callable[[Making], Made]) -> Made:
        """What ``make`` made of the content and of ``key`` alone, whoever asked for it first.

        So ``key`` names all else that it depends on, by plain values; what it returns is never changed.
        """
        version = None if connection.in_atomic_block else self._read_version()
        if version is None:
            return make(Making.begin())
        address = (get_language(), key)
        part = self._shelf.find(address)
        if part is not None and part.holds(version):
            found: Made = part.made
            return found
        making = Making.begin()
        made = make(making)
        part = Part(made, version, making.until, size=len(pickle.dumps((key, made))))
        if part.size <= MOST_BYTES_OF_ONE:
            self._shelf.put(address, part)
        return made


def shelf() -> Shelf[Part]:
    """For the parts of one process."""
    return Shelf(most_copies=MOST_PARTS)


FRESH: Final = Content(shelf(), lambda: None)
