"""The moments at which time alone changes what a stranger is shown of a meeting or of a group."""

from collections.abc import Callable
from datetime import datetime

from members.models import Group
from portal.lib.kept import next_midnight
from visits.models import Meeting
from visits.registration import box

Moments = Callable[[datetime], list[datetime | None]]


def of_meeting(meeting: Meeting) -> Moments:
    """The next day where it takes place, the next document whose time comes, and when registration opens and closes."""
    return lambda after: [
        next_midnight(after, meeting.zone),
        meeting.documents.next_shown_after(after),
        *box.moments_of(meeting, after),
    ]


def of_group(group: Group) -> Moments:
    return lambda after: [group.documents.next_shown_after(after)]
