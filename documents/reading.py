"""The reading rules of documents: *listed for* says who is shown that one exists, *openable by* who reads it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from visits.models import Meeting

if TYPE_CHECKING:
    from documents.models import Document  # noqa: F401 - the rows' type, below
    from members.reader import Reader


class DocumentQuerySet(models.QuerySet["Document"]):
    def published(self) -> DocumentQuerySet:
        """There, its time has come, its meeting is no draft, and it is not for editors alone."""
        return self.filter(
            Q(current__isnull=False) | ~Q(link=""),
            Q(visible_from_at__isnull=True) | Q(visible_from_at__lte=timezone.now()),
            Q(meeting__isnull=True) | ~Q(meeting__state="draft"),
        ).exclude(audience="editors")

    def edited_by(self, reader: Reader) -> DocumentQuerySet:
        """Documents of the meetings this reader prepares and of the groups this reader chairs; staff edit all."""
        if reader.is_staff:
            return self
        if not reader.posts:
            return self.none()
        return self.filter(
            Q(meeting__in=Meeting.objects.prepared_by(reader))
            | Q(group__in=reader.chaired_group_ids)
        )

    def listed_for(self, reader: Reader) -> DocumentQuerySet:
        """Who is shown that a document exists, on pages that the reader may open.

        A stranger: public and members' ones, the latter with a lock. A guest: besides, those of the participants
        of that meeting. The signed in: all but editors' ones. Nothing before its time, but for its editors.
        """
        if reader.is_staff:
            return self
        if reader.is_signed_in:
            condition = Q()
        else:
            joined = Meeting.objects.joined_by(reader)
            for_participants = Q(audience__in=["participants", "group_participants"])
            condition = Q(audience__in=["public", "members"]) | (
                for_participants & Q(meeting__in=joined)
            )
        listed = self.published().filter(self._on_page_of(reader), condition)
        return self._with_edited(listed, reader)

    def openable_by(self, reader: Reader) -> DocumentQuerySet:
        """Who reads every byte of it: no wider than its own audience, nor than its meeting's page."""
        if reader.is_staff:
            return self
        allowed = Q(audience="public")
        if reader.is_known:
            joined = Meeting.objects.joined_by(reader)
            allowed |= Q(audience__in=["participants", "group_participants"], meeting__in=joined)
        if reader.is_representative:
            mine = Q(group__in=reader.group_ids) | Q(
                meeting__in=Meeting.objects.of_groups_of(reader)
            )
            allowed |= Q(audience="members") | (
                Q(audience__in=["group", "group_participants"]) & mine
            )
        opened = self.published().filter(self._on_page_of(reader), allowed)
        return self._with_edited(opened, reader)

    def rows_for(self, reader: Reader) -> DocumentQuerySet:
        """What is listed for this reader, each saying whether it ``is_openable``: the rows of a list, in one query."""
        openable = type(self)(self.model).openable_by(reader).filter(pk=OuterRef("pk"))
        return self.listed_for(reader).for_lists().annotate(is_openable=Exists(openable))

    def _on_page_of(self, reader: Reader) -> Q:
        return Q(meeting__isnull=True) | Q(meeting__in=Meeting.objects.openable_by(reader))

    def _with_edited(self, readable: DocumentQuerySet, reader: Reader) -> DocumentQuerySet:
        if not reader.posts:
            return readable
        return self.filter(
            Q(pk__in=readable.values("pk")) | Q(pk__in=self.edited_by(reader).values("pk"))
        )

    def next_shown_after(self, moment: datetime) -> datetime | None:
        """When the next of these becomes visible: time alone changes the lists then."""
        waiting = self.filter(visible_from_at__gt=moment).order_by("visible_from_at")
        return waiting.values_list("visible_from_at", flat=True).first()

    def for_lists(self) -> DocumentQuerySet:
        """With what a row of a list shows."""
        return self.select_related("current")
