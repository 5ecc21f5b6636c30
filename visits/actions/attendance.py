"""Noting who was there."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.models import City, Person
from portal.models import LogEntry
from visits.actions import rows
from visits.models import Attendance, Meeting


@transaction.atomic
def note_cities(*, meeting: Meeting, cities: Iterable[City], by: Person | None) -> list[Attendance]:
    """Note that these cities visited, where no more is known. Twice is once; a host does not visit itself."""
    hosts = set(meeting.hosts.values_list("pk", flat=True))
    noted = [
        Attendance.objects.get_or_create(meeting=meeting, city=city, person=None, on=None)[0]
        for city in cities
        if city.pk not in hosts
    ]
    rows.touch(meeting)
    LogEntry.objects.record("note_cities", meeting, by=by, cities=[row.city_id for row in noted])
    return noted


@transaction.atomic
def change_cities(
    *, meeting: Meeting, came: Collection[City], left_out: Collection[City], by: Person | None
) -> None:
    """Note that some cities came, and that others did not after all; what is said of neither stays as it is.

    So two people who tick cities at the same time both get what they ticked. A city whose people are noted stays: it
    came with them. A host does not visit itself.
    """
    meeting = rows.take(meeting)
    hosts = set(meeting.hosts.values_list("pk", flat=True))
    for city in came:
        if city.pk not in hosts:
            Attendance.objects.get_or_create(meeting=meeting, city=city, person=None, on=None)
    gone = meeting.attendance.filter(city__in=left_out, person=None)
    gone.delete()
    rows.touch(meeting)
    facts = {"came": [city.pk for city in came], "left_out": [city.pk for city in left_out]}
    LogEntry.objects.record("change_cities", meeting, by=by, **facts)


@transaction.atomic
def note_person(
    *,
    meeting: Meeting,
    person: Person,
    city: City | None,
    by: Person | None,
    on: date | None = None,
) -> Attendance:
    """Note that a person was there, for the city of that day."""
    if (
        on
        and meeting.starts_on
        and meeting.ends_on
        and not meeting.starts_on <= on <= meeting.ends_on
    ):
        raise ValidationError(_("That day is not one of the meeting's."))
    row, _is_new = Attendance.objects.get_or_create(
        meeting=meeting, city=city, person=person, on=on
    )
    rows.touch(meeting)
    LogEntry.objects.record("note_person", meeting, by=by, person=person.pk)
    return row
