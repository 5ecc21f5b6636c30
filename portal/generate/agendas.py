"""Programmes of meetings, by the hour, with who speaks; what was published is released."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import time
from random import Random
from typing import Any, Final

from portal.generate import words
from portal.generate.asked import Asked
from portal.generate.meetings import Visit
from visits.agenda import content_of
from visits.models import AgendaDay, AgendaItem, Meeting, Release, Speaker

# So many meetings are read and released together.
TOGETHER: Final = 200


def add_agendas(asked: Asked, visits: list[Visit]) -> dict[int, list[AgendaItem]]:
    """The sessions and visits of each meeting that has days, by the meeting's id: documents hang on these."""
    chance = asked.chance("agendas")
    days = {
        visit.meeting.pk: [AgendaDay(meeting=visit.meeting, on=on) for on in visit.days]
        for visit in visits
    }
    AgendaDay.objects.bulk_create([one for rows in days.values() for one in rows], batch_size=2000)
    items = {
        visit.meeting.pk: list(_items(visit, days[visit.meeting.pk], chance)) for visit in visits
    }
    AgendaItem.objects.bulk_create(
        [one for rows in items.values() for one in rows], batch_size=2000
    )
    talks = {
        pk: [one for one in rows if one.kind in {"session", "visit"}] for pk, rows in items.items()
    }
    Speaker.objects.bulk_create(
        [one for visit in visits for one in _speakers(visit, talks[visit.meeting.pk], chance)],
        batch_size=2000,
    )
    _release([visit.meeting for visit in visits if not visit.meeting.is_draft and visit.days])
    return talks


def _items(visit: Visit, days: list[AgendaDay], chance: Random) -> Iterator[AgendaItem]:
    for day in days:
        for row in _rows(visit, is_last=day is days[-1]):
            yield _item(visit, day, row, chance)


def _rows(visit: Visit, *, is_last: bool) -> list[dict[str, Any]]:
    of_days = "last_day" if is_last else "agenda"
    name = of_days if visit.hosts else "webinar"
    rows: list[dict[str, Any]] = words.network()[name]
    return rows


def _item(visit: Visit, day: AgendaDay, row: dict[str, Any], chance: Random) -> AgendaItem:
    starts: time = row["starts"]
    city = visit.hosts[0] if visit.hosts else "the network"
    return AgendaItem(
        day=day,
        # As the rest, it comes from the seed.
        uid=uuid.UUID(int=chance.getrandbits(128), version=4),
        kind=row["kind"],
        title=words.filled(row["title"], topic=visit.topic, city=city),
        starts=starts,
        ends=row["ends"],
        place=visit.meeting.venue if row["kind"] == "session" else "",
    )


def _speakers(visit: Visit, talks: list[AgendaItem], chance: Random) -> Iterator[Speaker]:
    """A person of the group, or somebody of the host who is in no list."""
    network = words.network()
    for item in talks:
        if visit.hosts and chance.random() < 0.4:
            role, city = chance.choice(network["speaker_roles"]), visit.hosts[0]
            organisation = chance.choice(network["organisations"])
            name = f"{role}, {city}"
            yield Speaker(item=item, name=name, organisation=organisation, city=city)
        else:
            post = chance.choice(visit.circle.posts)
            yield Speaker(item=item, person=post.person, role=post.title, city=post.city)


def _release(meetings: list[Meeting]) -> None:
    """Release 1, as publishing makes it."""
    for start in range(0, len(meetings), TOGETHER):
        some = {meeting.pk: meeting for meeting in meetings[start : start + TOGETHER]}
        rows = AgendaDay.objects.filter(meeting__in=some).prefetch_related(
            "items__speakers__person", "items__speakers__city"
        )
        days: defaultdict[int, list[AgendaDay]] = defaultdict(list)
        for day in rows:
            days[day.meeting_id].append(day)
        Release.objects.bulk_create(
            Release(
                meeting=meeting,
                number=1,
                content=content_of(meeting, days[pk]),
                note=words.mark(),
                made_at=meeting.published_at or meeting.created_at,
            )
            for pk, meeting in some.items()
        )
