"""The reading rules of meetings: who finds which in a list, who opens which, and how lists are ordered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Cast, Coalesce, ExtractYear, TruncMonth
from django.utils import timezone

from visits.models.preparing import PreparingQuerySet

if TYPE_CHECKING:
    from members.models import City, Forum, Group
    from members.reader import Reader
    from visits.models.meeting import Meeting  # noqa: F401 - the rows' type, below


NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


def whether(condition: Q) -> Case:
    """A condition on the row itself, as a column beside it: far cheaper to ask than a subquery."""
    return Case(When(condition, then=True), default=False)


def through(relation: str, condition: Q) -> Q:
    """The same condition on the row that a relation leads to, which is joined."""
    moved: list[Any] = [
        through(relation, child) if isinstance(child, Q) else (f"{relation}__{child[0]}", child[1])
        for child in cast("list[Any]", condition.children)
    ]
    return Q(*moved, _connector=condition.connector, _negated=condition.negated)


class MeetingQuerySet(PreparingQuerySet, models.QuerySet["Meeting"]):
    # Who reads ------------------------------------------------------------------------------------

    def published(self) -> MeetingQuerySet:
        """Published at some time, whoever it is for."""
        return self.exclude(state="draft")

    def prepared_by(self, reader: Reader) -> MeetingQuerySet:
        """Meetings whose pages, agendas and documents this reader edits: staff all, chairs those of their group
        alone or with others, organisers their own while they hold a post."""
        return self.filter(self.is_prepared_by(reader))

    def joined_by(self, reader: Reader) -> MeetingQuerySet:
        """Meetings this reader takes part in: noted as present, organising, speaking, or guest by a signed link.

        A person whose posts have all ended takes part in nothing any more.
        """
        return self.filter(self.is_joined_by(reader))

    def of_groups_of(self, reader: Reader) -> MeetingQuerySet:
        """Meetings of a group this reader belongs to, alone or joint."""
        return self.filter(self.is_of_groups(reader.group_ids))

    def concerning(self, reader: Reader) -> MeetingQuerySet:
        """Meetings this reader takes part in, and those of the reader's groups."""
        return self.filter(self.is_joined_by(reader) | self.is_of_groups(reader.group_ids))

    def openable_by(self, reader: Reader) -> MeetingQuerySet:
        return self.for_audience_of(reader, "page_audience")

    def listed_for(self, reader: Reader) -> MeetingQuerySet:
        """No list names a meeting that its reader could not open."""
        return self.openable_by(reader)

    def listed_beyond(self, reader: Reader, others: Reader) -> MeetingQuerySet:
        """Those listed for ``reader`` that are not listed for ``others``."""
        mine, theirs = (self.is_for(one, "page_audience") for one in (reader, others))
        return self.filter(mine & ~theirs)

    def listed_for_or(self, reader: Reader, beyond: Collection[int]) -> MeetingQuerySet:
        """Those listed for ``reader``, and these."""
        return self.filter(self.is_for(reader, "page_audience") | Q(pk__in=beyond))

    def with_report_for(self, reader: Reader) -> MeetingQuerySet:
        """Meetings whose report this reader may read."""
        return self.filter(self._shows_report_to(reader))

    def with_participants_for(self, reader: Reader) -> MeetingQuerySet:
        """Meetings whose list of participants this reader may read."""
        return self.openable_by(reader).for_audience_of(reader, "participants_audience")

    def for_audience_of(self, reader: Reader, field: str) -> MeetingQuerySet:
        """Published meetings where the audience that ``field`` names includes this reader, and those being prepared.

        Participants read what is for the group, since a joint or invited one need not belong to it.
        """
        return self.filter(self.is_for(reader, field))

    def noting_for(self, reader: Reader) -> MeetingQuerySet:
        """Each with what this reader sees and does there: ``shows_report``, ``is_prepared``, ``is_joined``."""
        return self.annotate(
            shows_report=whether(self._shows_report_to(reader)),
            is_prepared=whether(self.is_prepared_by(reader)),
            is_joined=whether(self.is_joined_by(reader)),
        )

    def noting_whether_openable_by(self, reader: Reader, *, name: str) -> MeetingQuerySet:
        return self.annotate(**{name: whether(self.is_for(reader, "page_audience"))})

    # The same as conditions: every page asks them, so they are kept shallow and say nothing of what cannot be.
    # What belongs to meetings asks them ``through`` its relation.

    def is_for(self, reader: Reader, field: str) -> Q:
        if reader.is_staff:
            return EVERYTHING
        allowed = Q(**{field: "public"})
        if reader.is_representative:
            mine = self.is_of_groups(reader.group_ids)
            allowed |= Q(**{field: "members"}) | (Q(**{field: "group"}) & mine)
        if reader.is_known:
            allowed |= self.is_joined_by(reader)
        return (allowed & ~Q(state="draft")) | self.is_prepared_by(reader)

    def _shows_report_to(self, reader: Reader) -> Q:
        may_read = self.is_for(reader, "page_audience") & self.is_for(reader, "report_audience")
        return Q(state="reported") & may_read

    def is_prepared_by(self, reader: Reader) -> Q:
        if reader.is_staff:
            return EVERYTHING
        prepared = self.is_of_groups(reader.chaired_group_ids)
        if organised := reader.organised_meeting_ids:
            prepared |= Q(pk__in=organised)
        return prepared

    def is_joined_by(self, reader: Reader) -> Q:
        joined = reader.joined_meeting_ids
        return Q(pk__in=joined) if joined else NOTHING

    def is_of_groups(self, groups: frozenset[int]) -> Q:
        if not groups:
            return NOTHING
        joint = self.model.joint_groups.through.objects.filter(group__in=groups)
        return Q(lead_group__in=groups) | Q(pk__in=joint.values("meeting"))

    def _all(self) -> MeetingQuerySet:
        return type(self)(self.model)

    # Which ----------------------------------------------------------------------------------------

    def upcoming(self, today: date | None = None) -> MeetingQuerySet:
        """Not over yet: by month, tentative ones last in their month, undated ones at the end."""
        today = today or timezone.localdate()
        still = Q(ends_on__gte=today) | Q(ends_on__isnull=True, month_on__gte=today.replace(day=1))
        undated = Q(ends_on__isnull=True, month_on__isnull=True) & ~Q(state="reported")
        return (
            self.filter(still | undated)
            .annotate(
                month=TruncMonth(Coalesce("starts_on", "month_on")),
                comes_last=Case(When(dates="fixed", then=0), default=1),
            )
            .order_by(
                F("month").asc(nulls_last=True),
                "comes_last",
                F("starts_on").asc(nulls_last=True),
                "title_key",
            )
        )

    def past(self, today: date | None = None) -> MeetingQuerySet:
        """Over, the latest first. A month that went by without days being fixed counts as over."""
        today = today or timezone.localdate()
        over = Q(ends_on__lt=today) | Q(ends_on__isnull=True, month_on__lt=today.replace(day=1))
        return self.filter(over).order_by(Coalesce("starts_on", "month_on").desc(), "title_key")

    def of_year(self, year: int) -> MeetingQuerySet:
        return self.filter(Q(starts_on__year=year) | Q(starts_on__isnull=True, month_on__year=year))

    def years(self) -> list[int]:
        """The years in which these meetings began, the latest first."""
        years = self.order_by().annotate(year=ExtractYear(Coalesce("starts_on", "month_on")))
        return list(
            years.exclude(year__isnull=True)
            .values_list("year", flat=True)
            .distinct()
            .order_by("-year")
        )

    def of_group(self, group: Group) -> MeetingQuerySet:
        return self.filter(
            Q(lead_group=group) | Q(pk__in=self._all().filter(joint_groups=group).values("pk"))
        )

    def of_forum(self, forum: Forum) -> MeetingQuerySet:
        """Of the forum itself, or of one of its groups, alone or with others."""
        groups = forum.groups.values("pk")
        joint = self._all().filter(joint_groups__in=groups).values("pk")
        return self.filter(Q(forum=forum) | Q(lead_group__in=groups) | Q(pk__in=joint))

    def with_days(self) -> MeetingQuerySet:
        """Those that calendars show: with days, or postponed from the days they were published with."""
        return self.filter(Q(starts_on__isnull=False) | Q(published_starts_on__isnull=False))

    def not_over_on(self, day: date) -> MeetingQuerySet:
        """Lasting on ``day`` or beginning later; a postponed one counts by the days it lost."""
        return self.filter(
            Q(ends_on__gte=day) | Q(ends_on__isnull=True, published_ends_on__gte=day)
        )

    def hosted_by(self, city: City) -> MeetingQuerySet:
        return self.filter(pk__in=self._all().filter(host_rows__city=city).values("pk"))

    def visited_by(self, city: City) -> MeetingQuerySet:
        return self.filter(pk__in=self._all().filter(attendance__city=city).values("pk"))

    def not_hosted_by(self, city: City) -> MeetingQuerySet:
        return self.exclude(pk__in=self._all().hosted_by(city).values("pk"))

    def beginning_after(self, day: date) -> MeetingQuerySet:
        return self.alias(begins=Coalesce("starts_on", "month_on")).filter(begins__gt=day)

    def beginning_before(self, day: date) -> MeetingQuerySet:
        return self.alias(begins=Coalesce("starts_on", "month_on")).filter(begins__lt=day)

    def latest_first(self) -> MeetingQuerySet:
        """By the days on which they begin; those without days come before all others, as they are still to come."""
        begins = Coalesce("starts_on", "month_on")
        return self.order_by(begins.desc(nulls_first=True), "title_key")

    def latest_told_first(self, moment: str) -> MeetingQuerySet:
        """Each with ``told_at``, when it was news: the time in the field ``moment``.

        What was over before it was published here, as the old site's pages are, was news when it ended.
        """
        over_at = Cast("ends_on", models.DateTimeField()) + timedelta(days=1)
        told_at = Case(When(published_at__gt=over_at, then=over_at), default=F(moment))
        return self.annotate(told_at=told_at).order_by("-told_at", "-pk")

    def of_city(self, city: City) -> MeetingQuerySet:
        """Hosted or visited by it."""
        hosted = Q(pk__in=self._all().hosted_by(city).values("pk"))
        return self.filter(hosted | Q(pk__in=self._all().visited_by(city).values("pk")))

    def of_kind(self, kind: str) -> MeetingQuerySet:
        return self.filter(kind=kind)

    def for_lists(self) -> MeetingQuerySet:
        """With its group, forum and how one registers; hosts and joint groups are fetched by ``visits.listing`` for all
        lists at once.
        """
        return self.select_related("lead_group", "forum", "registration_settings")
