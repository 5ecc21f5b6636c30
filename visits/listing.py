"""Meetings made ready to be shown: with what every row names, fetched for all lists of a page at once."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from members.models import City
from visits.models import Attendance, Meeting, MeetingHost

Month = tuple[date | None, list[Meeting]]


def with_hosts_and_groups(*lists: Iterable[Meeting]) -> list[list[Meeting]]:
    """The same lists with hosts and joint groups: two queries, however many lists and meetings."""
    fetched = [list(meetings) for meetings in lists]
    hosts = Prefetch("host_rows", MeetingHost.objects.select_related("city"))
    together = [meeting for meetings in fetched for meeting in meetings]
    prefetch_related_objects(together, hosts, "joint_groups")
    return fetched


def by_month(meetings: Sequence[Meeting]) -> list[Month]:
    """Meetings that come in the order of ``upcoming`` under the months in which they begin."""
    return [
        (month, list(rows))
        for month, rows in groupby(meetings, key=lambda meeting: getattr(meeting, "month", None))
    ]


def visiting_cities(meeting: Meeting) -> QuerySet[City]:
    """The cities that came, without the hosts."""
    came = City.objects.filter(pk__in=meeting.attendance.values("city"))
    return came.exclude(pk__in=meeting.host_rows.values("city"))


def cities_of(meetings: QuerySet[Meeting]) -> QuerySet[City]:
    """The cities that host or visited one of these meetings."""
    hosts = MeetingHost.objects.filter(meeting__in=meetings).values("city")
    visitors = Attendance.objects.filter(meeting__in=meetings, city__isnull=False).values("city")
    return City.objects.filter(Q(pk__in=hosts) | Q(pk__in=visitors))
