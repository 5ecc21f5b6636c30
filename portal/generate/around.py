"""What stands around meetings: practical information, and who came to those that are over."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from portal.generate import words
from portal.generate.asked import Asked
from portal.generate.meetings import Visit
from visits.models import Attendance, PracticalPart

VISITORS: Final = (6, 14)
# Of earlier meetings the old site told the cities, and no names.
NAMES_SINCE: Final = 2020


def add_practical(visits: list[Visit]) -> None:
    """Where one meets, sleeps and arrives, and whom to call; not of webinars."""
    PracticalPart.objects.bulk_create(
        [part for visit in visits if visit.hosts for part in _parts(visit)], batch_size=2000
    )


def _parts(visit: Visit) -> Iterator[PracticalPart]:
    street = visit.meeting.address.partition(",")[0]
    filling = {"venue": visit.meeting.venue, "street": street, "city": visit.hosts[0]}
    for position, row in enumerate(words.network()["practical"]):
        yield PracticalPart(
            meeting=visit.meeting,
            kind=row["kind"],
            heading=row["heading"],
            text=words.paragraphs([words.filled(row["text"], **filling)]),
            is_for_participants=row["kind"] == PracticalPart.Kind.CONTACT,
            position=position,
        )


def add_attendance(asked: Asked, visits: list[Visit]) -> None:
    """By person and day; of meetings long ago by city alone."""
    chance = asked.chance("attendance")
    rows = [row for visit in visits if visit.was_held for row in _attendance(visit, chance)]
    Attendance.objects.bulk_create(rows, batch_size=5000)


def _attendance(visit: Visit, chance: Random) -> Iterator[Attendance]:
    posts = visit.circle.posts
    came = chance.sample(posts, min(len(posts), chance.randint(*VISITORS)))
    if visit.days[0] < date(NAMES_SINCE, 1, 1):
        for city in dict.fromkeys(post.city for post in came if post.city not in visit.hosts):
            yield Attendance(meeting=visit.meeting, city=city)
        return
    for post in came:
        # Somebody leaves after the first day.
        for on in visit.days[: 1 if chance.random() < 0.1 else None]:
            yield Attendance(meeting=visit.meeting, city=post.city, person=post.person, on=on)
