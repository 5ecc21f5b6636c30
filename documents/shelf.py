"""Where documents stand: a meeting's shelf or a group's, with what can be said of a document there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format

from documents.models import Document
from visits.models import AgendaItem

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from members.models import Group
    from visits.models import Meeting

Audience = Document.Audience
OF_GROUPS: Final = (Audience.PUBLIC, Audience.MEMBERS, Audience.GROUP, Audience.EDITORS)


@dataclass(frozen=True)
class Section:
    """The documents of one agenda item, or of the whole."""

    item: AgendaItem | None
    documents: list[Document]


@dataclass(frozen=True)
class Shelf:
    """Exactly one of the two is there."""

    meeting: Meeting | None = None
    group: Group | None = None

    @classmethod
    def of(cls, document: Document) -> Shelf:
        return cls(document.meeting, document.group)

    @property
    def documents(self) -> QuerySet[Document]:
        return Document.objects.filter(meeting=self.meeting, group=self.group)

    @property
    def given(self) -> dict[str, Any]:
        """As actions take it."""
        return {"meeting": self.meeting, "group": self.group}

    @property
    def address(self) -> str:
        return self._reverse("manage_documents", "manage_group_documents")

    @property
    def link_address(self) -> str:
        return self._reverse("manage_document_link", "manage_group_document_link")

    @property
    def frame(self) -> str:
        """The template within which its pages stand."""
        return "visits/manage/meeting.html" if self.meeting else "documents/manage/group.html"

    @property
    def context(self) -> dict[str, Any]:
        """What that template asks for."""
        return {"shelf": self, "tab": "documents", "meeting": self.meeting, "group": self.group}

    @property
    def zone(self) -> tzinfo:
        return self.meeting.zone if self.meeting else timezone.get_default_timezone()

    @property
    def audiences(self) -> list[tuple[str, str]]:
        known: Iterable[Audience] = Audience if self.meeting else OF_GROUPS
        return [(one.value, str(one.label).capitalize()) for one in known]

    @cached_property
    def items(self) -> list[AgendaItem]:
        """Of the agenda as it is edited: papers are there before it is released."""
        if self.meeting is None:
            return []
        return list(AgendaItem.objects.filter(day__meeting=self.meeting).select_related("day"))

    @property
    def item_choices(self) -> list[tuple[str, str]]:
        return [
            (
                str(item.pk),
                f"{date_format(item.day.on, 'D j M')} {time_format(item.starts, 'H:i')} {item.title}",
            )
            for item in self.items
        ]

    def item(self, key: str) -> AgendaItem | None:
        return next((item for item in self.items if str(item.pk) == key), None)

    def sections(self) -> list[Section]:
        """What is of the whole meeting first, then by item in the order of the agenda. Two queries, however many."""
        by_item: dict[int | None, list[Document]] = {}
        for document in self.documents.select_related("current"):
            document.meeting, document.group = self.meeting, self.group
            by_item.setdefault(document.item_id, []).append(document)
        whole = [Section(None, by_item.get(None, []))]
        return whole + [Section(one, by_item[one.pk]) for one in self.items if one.pk in by_item]

    def _reverse(self, of_meeting: str, of_group: str) -> str:
        if self.group is not None:
            return reverse(of_group, args=[self.group.slug])
        return reverse(of_meeting, args=[self.meeting.slug if self.meeting else ""])
