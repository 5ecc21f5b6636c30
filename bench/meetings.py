"""Two thousand made-up meetings beside the demo's, written in bulk: `python -m bench.meetings 2000`.

It is a process of its own, like all here that works on the records.
"""

import random
import sys
from datetime import date, timedelta

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402 - after the setup
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from documents.actions.documents import add_document, add_version  # noqa: E402
from documents.models import Document  # noqa: E402
from members.models import City, Group  # noqa: E402
from visits.models import Attendance, Meeting, MeetingHost  # noqa: E402

GROUPS = 30
VISITORS = 8
FILE_BYTES = 1024 * 1024
TITLE = "Large file of the measurement"


def generate(number: int, *, today: date) -> None:
    """A tenth of them to come, the others over the last twelve years; each hosted by a city and visited by some.

    One in twenty is for its group alone, so that lists differ from person to person.
    """
    chance = random.Random(number)
    groups = Group.objects.bulk_create(
        Group(name=f"Working group {one}", slug=f"working-group-{one}") for one in range(GROUPS)
    )
    cities = list(City.objects.all())
    meetings = Meeting.objects.bulk_create(
        _meeting(one, chance.choice(groups), _day(one, number, today)) for one in range(number)
    )
    hosts = [MeetingHost(meeting=meeting, city=chance.choice(cities)) for meeting in meetings]
    MeetingHost.objects.bulk_create(hosts)
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, city=city)
        for meeting in meetings
        if meeting.is_reported
        for city in chance.sample(cities, VISITORS)
    )


def _day(one: int, number: int, today: date) -> date:
    to_come = number // 10
    return today + timedelta(days=2 * (one + 1) if one < to_come else -2 * (one - to_come + 1))


def _meeting(one: int, group: Group, day: date) -> Meeting:
    is_over = day < timezone.localdate()
    now = timezone.now()
    return Meeting(
        title=f"Study visit number {one}",
        slug=f"study-visit-{one}",
        kind=Meeting.Kind.STUDY_VISIT,
        dates=Meeting.Dates.FIXED,
        state=Meeting.State.REPORTED if is_over else Meeting.State.PUBLISHED,
        lead_group=group,
        time_zone="Europe/Brussels",
        starts_on=day,
        ends_on=day + timedelta(days=1),
        published_at=now,
        reported_at=now if is_over else None,
        page_audience=Meeting.Audience.GROUP if one % 20 == 7 else Meeting.Audience.PUBLIC,
        introduction="<p>Made up.</p>",
        report="<p>Made up, to be measured.</p>" if is_over else "",
    )


def add_large_file(meeting: Meeting) -> Document:
    """A members' file of one megabyte."""
    document = add_document(title=TITLE, kind=Document.Kind.OTHER, meeting=meeting, by=None)
    add_version(
        document=document,
        file=ContentFile(random.Random(1).randbytes(FILE_BYTES)),
        file_name="large.bin",
        content_type="application/octet-stream",
        by=None,
    )
    return document


if __name__ == "__main__":
    generate(int(sys.argv[1]), today=timezone.localdate())
    add_large_file(Meeting.objects.get(slug="study-visit-0"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
