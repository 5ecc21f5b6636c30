"""The reading rules of documents: *listed for* says who is shown that one exists, *openable by* who reads it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from visits.models import Meeting
from visits.models.reading import EVERYTHING, NOTHING, through, whether

if TYPE_CHECKING:
    from documents.models import Document  # noqa: F401 - the rows' type, below
    from members.reader import Reader


class DocumentQuerySet(models.QuerySet["Document"]):
    def published(self) -> DocumentQuerySet:
        """There, its time has come, its meeting is no draft, and it is not for editors alone."""
        return self.filter(self._is_published(timezone.now()))

    def edited_by(self, reader: Reader) -> DocumentQuerySet:
        """Documents of the meetings this reader prepares and of the groups this reader chairs; staff edit all."""
        return self.filter(self._is_edited_by(reader))

    def listed_for(self, reader: Reader) -> DocumentQuerySet:
        """Who is shown that a document exists, on pages that the reader may open.

        A stranger, and who holds no post any more: public and members' ones, the latter with a lock. A guest:
        besides, those of the participants of that meeting. Who holds a post: all but editors' ones. Nothing before its time, but for its editors.
        """
        return self.filter(self._is_listed_for(reader))

    def openable_by(self, reader: Reader) -> DocumentQuerySet:
        """Who reads every byte of it: no wider than its own audience, nor than its meeting's page."""
        return self.filter(self._is_openable_by(reader))

    def rows_for(self, reader: Reader) -> DocumentQuerySet:
        """What is listed for this reader, each saying whether it ``is_openable``: the rows of a list, in one query."""
        openable = whether(self._is_openable_by(reader))
        return self.listed_for(reader).for_lists().annotate(is_openable=openable)

    # The same as conditions on the row, as in visits.models.reading.

    def _is_published(self, now: datetime) -> Q:
        return (
            (Q(current__isnull=False) | ~Q(link=""))
            & (Q(visible_from_at__isnull=True) | Q(visible_from_at__lte=now))
            & (Q(meeting__isnull=True) | ~Q(meeting__state="draft"))
            & ~Q(audience="editors")
        )

    def _is_edited_by(self, reader: Reader) -> Q:
        if reader.is_staff:
            return EVERYTHING
        if not reader.posts:
            return NOTHING
        prepared = through("meeting", Meeting.objects.all().is_prepared_by(reader))
        if groups := reader.chaired_group_ids:
            return prepared | Q(group__in=groups)
        return prepared

    def _is_listed_for(self, reader: Reader) -> Q:
        if reader.is_staff:
            return EVERYTHING
        listed = self._is_published(reader.now) & self._is_on_page_of(reader)
        if not reader.posts:
            listed &= Q(audience__in=["public", "members"]) | self._is_for_participant(reader)
        return listed | self._is_edited_by(reader)

    def _is_openable_by(self, reader: Reader) -> Q:
        if reader.is_staff:
            return EVERYTHING
        allowed = Q(audience="public")
        if reader.is_known:
            allowed |= self._is_for_participant(reader)
        if reader.is_representative:
            groups = reader.group_ids
            mine = through("meeting", Meeting.objects.all().is_of_groups(groups))
            if groups:
                mine |= Q(group__in=groups)
            allowed |= Q(audience="members") | (
                Q(audience__in=["group", "group_participants"]) & mine
            )
        opened = self._is_published(reader.now) & self._is_on_page_of(reader) & allowed
        return opened | self._is_edited_by(reader)

    def _is_for_participant(self, reader: Reader) -> Q:
        joined = through("meeting", Meeting.objects.all().is_joined_by(reader))
        return Q(audience__in=["participants", "group_participants"]) & joined

    def _is_on_page_of(self, reader: Reader) -> Q:
        openable = Meeting.objects.all().is_for(reader, "page_audience")
        return Q(meeting__isnull=True) | through("meeting", openable)

    def next_shown_after(self, moment: datetime) -> datetime | None:
        """When the next of these becomes visible: time alone changes the lists then."""
        waiting = self.filter(visible_from_at__gt=moment).order_by("visible_from_at")
        return waiting.values_list("visible_from_at", flat=True).first()

    def for_lists(self) -> DocumentQuerySet:
        """With what a row of a list shows."""
        return self.select_related("current")
