import pytest

from portal.models import LogEntry
from tests.factories import make_meeting, make_person
from visits.actions.gatherings import gather

pytestmark = pytest.mark.django_db


def test_meetings_are_gathered_and_it_is_logged() -> None:
    first, second, staff = make_meeting(), make_meeting(), make_person()

    gathering = gather(title="Three days", meetings=[first, second], by=staff)

    assert set(gathering.meetings.all()) == {first, second}
    entry = LogEntry.objects.get(verb="gather")
    assert (entry.actor_id, entry.facts) == (staff.pk, {"meetings": [first.pk, second.pk]})


def test_a_meeting_of_another_gathering_stays_there() -> None:
    meeting = make_meeting()
    first = gather(title="First", meetings=[meeting], by=None)

    gather(title="Second", meetings=[meeting], by=None)

    meeting.refresh_from_db()
    assert (meeting.part_of, meeting.version) == (first, 1)
