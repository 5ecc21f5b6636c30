"""Whom to ask about a meeting."""

from django.db import transaction

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.models import Meeting


@transaction.atomic
def name_contact(*, meeting: Meeting, person: Person | None, by: Person | None) -> Meeting:
    """Say who of the secretariat answers for a meeting; with nobody named it is the group's contact."""
    meeting = rows.take(meeting)
    meeting.staff_contact = person
    rows.save(meeting, ["staff_contact"])
    LogEntry.objects.record("name_contact", meeting, by=by, contact=person.pk if person else None)
    return meeting
