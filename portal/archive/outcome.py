"""What became of a page that was to be imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visits.archive import Understanding
    from visits.models import Meeting


class Result(StrEnum):
    """What became of a page; of several meetings on one page, the first that holds for any of them."""

    NEW = "new"
    UPDATED = "updated"
    EDITED = "edited since, left as it is"
    UNCHANGED = "unchanged"
    REFUSED = "not imported"


@dataclass(frozen=True)
class Outcome:
    """What became of one page, what was understood of it, and sentences for whoever imports it."""

    result: Result
    understanding: Understanding
    meetings: tuple[Meeting, ...] = ()
    sentences: list[str] = field(default_factory=list)

    @property
    def meeting(self) -> Meeting | None:
        """The page's meeting, or the first of a gathering's."""
        return self.meetings[0] if self.meetings else None
