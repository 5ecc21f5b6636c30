"""What an agenda holds already, and what becomes of it where a pasted one takes its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from portal.lib.names import fold
from visits.models import AgendaItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from visits.models import Meeting


@dataclass(frozen=True)
class Standing:
    """The items there are; ``kept`` would stay the items they are, with their documents, and ``gone`` would go."""

    items: Sequence[AgendaItem]
    kept: Sequence[AgendaItem]
    gone: Sequence[AgendaItem]

    @classmethod
    def of(cls, meeting: Meeting, titles: Iterable[str]) -> Standing:
        """As the act itself does it: each title takes one item of the same title."""
        items = AgendaItem.objects.filter(day__meeting=meeting).select_related("day")
        found = list(items.annotate(document_count=Count("documents")))
        wanted = [fold(title) for title in titles]
        kept, gone = [], []
        for item in found:
            title = fold(item.title)
            if title in wanted:
                wanted.remove(title)
                kept.append(item)
            else:
                gone.append(item)
        return cls(found, kept, gone)

    @property
    def documents(self) -> int:
        """How many would be the meeting's own then."""
        return sum(item.document_count for item in self.gone)  # type: ignore[attr-defined]  # annotated
