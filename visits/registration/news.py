"""What became of a city's people at meetings, for the list that its coordinators read in the morning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from visits.models import Claim, ClaimState, Meeting, Registration
from visits.registration import moments
from visits.registration.in_a_line import in_a_line

if TYPE_CHECKING:
    from members.models import Person

ENDED_BY_THE_PERSON: Final = (ClaimState.CANCELLED, ClaimState.DECLINED)


@dataclass(frozen=True)
class News:
    """One thing that happened, ``at`` a moment, to one registration: an offer lasts ``until_at``, which all offers say."""

    registration: Registration
    at: datetime
    until_at: datetime | None = None

    @property
    def words(self) -> str:
        said = {"name": self.registration.person, "meeting": in_a_line(self.registration.meeting)}
        if self.until_at is not None:
            said["moment"] = moments.said(self.until_at, self.registration.meeting)
            return _("%(name)s is offered a seat until %(moment)s: %(meeting)s") % said
        if self.registration.state == ClaimState.CANCELLED:
            return _("%(name)s cancelled: %(meeting)s") % said
        return _("%(name)s declined: %(meeting)s") % said

    def is_for(self, coordinator: Person, since: datetime) -> bool:
        """One's own is known to oneself."""
        return self.at >= since and self.registration.person_id != coordinator.pk


def news_by_city(since: datetime, until: datetime) -> Mapping[int, list[News]]:
    """Who cancelled, said no, or is offered a seat, from ``since`` on and before ``until``, by the key of the city."""
    found: defaultdict[int, list[News]] = defaultdict(list)
    for news in sorted([*_ended(since, until), *_offered(since, until)], key=lambda one: one.at):
        found[news.registration.city_id or 0].append(news)
    return found


def _ended(since: datetime, until: datetime) -> list[News]:
    again = Registration.objects.living().filter(
        person=OuterRef("person"), meeting=OuterRef("meeting")
    )
    rows = Registration.objects.filter(
        city__isnull=False,
        state__in=ENDED_BY_THE_PERSON,
        ended_at__gte=since,
        ended_at__lt=until,
        meeting__state=Meeting.State.PUBLISHED,
    ).exclude(Exists(again))
    rows = rows.select_related("person", "meeting")
    hosts = "meeting__host_rows__city"
    return [News(row, row.ended_at) for row in rows.prefetch_related(hosts) if row.ended_at]


def _offered(since: datetime, until: datetime) -> list[News]:
    """The seat at the meeting itself; whoever answered meanwhile was offered one no more."""
    claims = Claim.objects.filter(
        option=None,
        state=ClaimState.OFFERED,
        registration__city__isnull=False,
        since_at__gte=since,
        since_at__lt=until,
        meeting__state=Meeting.State.PUBLISHED,
    ).select_related("registration__person", "registration__meeting")
    hosts = "registration__meeting__host_rows__city"
    return [
        News(one.registration, one.since_at, one.until_at) for one in claims.prefetch_related(hosts)
    ]
