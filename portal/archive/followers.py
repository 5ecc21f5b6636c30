"""The next meeting that an archive page announces: made as a tentative draft if it is not there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.archive import records
from visits.actions import meetings
from visits.models import Meeting

if TYPE_CHECKING:
    from members.models import Person
    from visits.archive import Fact
    from visits.archive.facts import NextMeeting


def announce_next(
    fact: Fact[NextMeeting] | None, *, after: Meeting, by: Person | None
) -> list[str]:
    """Make the announced meeting, which follows ``after``; sentences say what was made or why nothing was.

    Its title is put together from group and city, since the page gives none.
    """
    if fact is None or after.followers.exists():
        return []
    read = fact.value
    hosts = records.cities_of(read.hosts)
    if not hosts:
        return ["The next meeting was not made: the page does not say where it will be."]
    group = after.lead_group
    if group is None:
        return []
    starts_on = read.starts_on.value if read.starts_on else None
    there = records.meeting_on(group, starts_on=starts_on, host=hosts[0], other_than=after)
    if there is not None:
        meetings.link_after(meeting=there, follows=after, by=by)
        return [f"The next meeting is there already: {there.slug}."]
    ends_on = read.ends_on.value if read.ends_on else starts_on
    month = read.month.value if read.month and not starts_on else None
    meeting = meetings.draft_meeting(
        title=f"{group.name}: meeting in {hosts[0].name}",
        kind=Meeting.Kind.WORKING_GROUP,
        lead_group=group,
        hosts=hosts,
        dates=Meeting.Dates.TENTATIVE,
        starts_on=starts_on,
        ends_on=ends_on,
        month_on=date(month.year, month.month, 1) if month else None,
        staff_contact=after.staff_contact,
        follows=after,
        by=by,
    )
    return [f"The next meeting was made as a draft with tentative dates: {meeting.slug}."]
