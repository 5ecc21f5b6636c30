"""The next meeting that an archive page announces: made as a tentative draft if it is not there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.archive import records
from visits.actions import meetings
from visits.models import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.models import City, Group, Person
    from visits.archive import Fact
    from visits.archive.facts import NextMeeting


def announce_next(
    fact: Fact[NextMeeting] | None,
    *,
    after: Meeting,
    groups: Sequence[Group],
    by: Person | None,
) -> list[str]:
    """Make the announced meeting, which follows ``after``; sentences say what was made or why nothing was.

    It is the meeting of ``groups``, or of the forum of ``after`` where these are none.
    """
    whose = groups[0] if groups else after.forum
    if fact is None or whose is None or after.followers.exists():
        return []
    read = fact.value
    hosts = records.cities_of(read.hosts)
    if not hosts and read.mode is None:
        return ["The next meeting was not made: the page does not say where it will be."]
    there = records.meeting_on(
        whose,
        starts_on=read.starts_on.value if read.starts_on else None,
        month_on=_month(read),
        host=hosts[0] if hosts else None,
        other_than=after,
    )
    if there is not None:
        meetings.link_after(meeting=there, follows=after, by=by)
        return [f"The next meeting is there already: {there.slug}."]
    meeting = _draft(read, hosts, groups, after, by)
    return [f"The next meeting was made as a draft with tentative dates: {meeting.slug}."]


def _draft(
    read: NextMeeting,
    hosts: list[City],
    groups: Sequence[Group],
    after: Meeting,
    by: Person | None,
) -> Meeting:
    """Its title is put together from group and place, since the page gives none: in English, as the page is.

    Like every title it is the record's own, to be changed by whoever prepares the meeting.
    """
    whose = groups[0].name if groups else str(after.forum)
    starts_on = read.starts_on.value if read.starts_on else None
    place = f"in {hosts[0].name}" if hosts else "online"
    return meetings.draft_meeting(
        title=f"{whose}: meeting {place}",
        kind=Meeting.Kind.WORKING_GROUP if groups else Meeting.Kind.FORUM,
        mode=read.mode.value if read.mode else Meeting.Mode.IN_PERSON,
        lead_group=groups[0] if groups else None,
        joint_groups=groups[1:],
        forum=None if groups else after.forum,
        hosts=hosts,
        dates=Meeting.Dates.TENTATIVE,
        starts_on=starts_on,
        ends_on=read.ends_on.value if read.ends_on else starts_on,
        month_on=_month(read),
        staff_contact=after.staff_contact,
        follows=after,
        by=by,
    )


def _month(read: NextMeeting) -> date | None:
    """The month that is announced, as its first day; none beside days."""
    if read.month is None or read.starts_on is not None:
        return None
    return date(read.month.value.year, read.month.value.month, 1)
