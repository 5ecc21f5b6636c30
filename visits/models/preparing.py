"""What the desk asks of meetings: how much of each is there, and which are looked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.lib.names import fold
from portal.models import LogEntry
from visits.acts_in_words import AGENDA

if TYPE_CHECKING:
    from visits.models.meeting import Meeting  # noqa: F401 - the rows' type, below

A_WEEK: Final = timedelta(days=7)
# No release names the papers of an item.
PAPERS: Final = "attach_documents"


class PreparingQuerySet(models.QuerySet["Meeting"]):
    def with_numbers(self) -> Self:
        """Each with ``item_count`` (cancelled ones left out), ``document_count``, ``visitor_count`` (cities),
        ``release_number`` (none as long as there is no release) and ``is_unreleased``: the agenda was changed after it, or
        what was done before is undone since. Which documents belong to an item is not in a release.
        """
        releases = self._related("releases").filter(meeting=OuterRef("pk")).order_by("-number")
        items = self._related("days__items").filter(
            day__meeting=OuterRef("pk"), cancelled_at__isnull=True, day__cancelled_at__isnull=True
        )
        done = Q(undone_at__isnull=True, made_at__gt=OuterRef("released_at"))
        taken_back = Q(undone_at__gt=OuterRef("released_at"), made_at__lte=OuterRef("released_at"))
        changed = (
            self._related("agenda_changes")
            .filter(done | taken_back, meeting=OuterRef("pk"))
            .exclude(verb=PAPERS)
        )
        # What can be undone goes after a week; of what was done before, the log tells.
        long_ago = LogEntry.objects.filter(
            subject_type="meeting",
            subject_id=OuterRef("pk"),
            verb__in=set(AGENDA) - {PAPERS},
            at__gt=OuterRef("released_at"),
            at__lt=timezone.now() - A_WEEK,
        )
        return self.annotate(
            item_count=_count(items, "day__meeting"),
            document_count=_count(self._of_meeting("documents"), "meeting"),
            visitor_count=_count(self._of_meeting("attendance"), "meeting", of="city"),
            release_number=Subquery(releases.values("number")[:1]),
            released_at=Subquery(releases.values("made_at")[:1]),
        ).annotate(is_unreleased=Exists(changed) | Exists(long_ago))

    def with_host_names(self) -> Self:
        """Each with ``host_names``, in their order."""
        hosts = self._of_meeting("host_rows").order_by("position", "pk").values("city__name")
        return self.annotate(host_names=ArraySubquery(hosts))

    def looked_for(self, words: str) -> Self:
        """Whose title, host, group or address holds the words, without regard to accents; all without any."""
        if not words.strip():
            return self
        key = fold(words)
        if not key:
            return self.none()
        hosts = self._of_meeting("host_rows").filter(city__name_key__contains=key)
        return self.filter(
            Q(title_key__contains=key)
            | Q(slug__contains=key.replace(" ", "-"))
            | Q(lead_group__name_key__contains=key)
            | Exists(hosts)
        )

    def drafts(self) -> Self:
        return self.filter(state="draft")

    def needing_somebody(self, *, since: date) -> Self:
        """Drafts, those to come, and those that were held since then and have no report yet."""
        recent = Q(ends_on__gte=since) | Q(ends_on__isnull=True)
        return self.filter(Q(state="draft") | (Q(state="published") & recent)).order_by(
            F("starts_on").asc(nulls_last=True), "title_key"
        )

    def _of_meeting(self, relation: str) -> models.QuerySet[Any]:
        return self._related(relation).filter(meeting=OuterRef("pk")).order_by()

    def _related(self, path: str) -> models.QuerySet[Any]:
        """The rows behind a relation, whichever app they belong to."""
        model: Any = self.model
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model  # noqa: SLF001 - Django's own way
        rows: models.QuerySet[Any] = model.objects.all()
        return rows


def _count(rows: models.QuerySet[Any], by: str, *, of: str = "pk") -> Coalesce:
    """How many of these there are, 0 where there is none."""
    counted = rows.order_by().values(by).annotate(number=Count(of, distinct=of != "pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
