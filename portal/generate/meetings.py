"""Meetings of twelve years and of the months to come, and the one that is always open for registration."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from members.models import City
from portal.generate import words
from portal.generate.asked import Asked
from portal.generate.groups import Circle
from visits.models import Meeting, MeetingHost, Organiser
from visits.slugs import slug_for

Kind, State, Dates, Mode = Meeting.Kind, Meeting.State, Meeting.Dates, Meeting.Mode

PAST: Final = timedelta(days=365 * 12)
TO_COME: Final = timedelta(days=420)
# Of ten meetings one is to come.
OF_WHICH_TO_COME: Final = 10
# What ended longer ago has its report.
REPORT_AFTER: Final = timedelta(days=60)
OPEN_AFTER: Final = timedelta(days=100)
THURSDAY: Final = 3
KINDS: Final = (*(Kind.STUDY_VISIT,) * 4, *(Kind.WORKING_GROUP,) * 4, Kind.FORUM, Kind.WEBINAR)
AUDIENCES: Final = (*(Meeting.Audience.PUBLIC,) * 17, *(Meeting.Audience.MEMBERS,) * 2, "group")


@dataclass(frozen=True)
class Visit:
    """A meeting with what the rest is made from; ``hosts`` is empty online, ``is_over`` on the day that was asked for."""

    meeting: Meeting
    circle: Circle
    topic: str
    hosts: list[City]
    is_over: bool = False

    @property
    def days(self) -> list[date]:
        """None while they are not fixed."""
        first, last = self.meeting.starts_on, self.meeting.ends_on
        if first is None or last is None:
            return []
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    @property
    def was_held(self) -> bool:
        return self.is_over and self.meeting.state in {State.REPORTED, State.PUBLISHED}


class Addresses:
    """Every address is given once, as the portal itself would give it."""

    def __init__(self) -> None:
        self.taken = set(Meeting.objects.values_list("slug", flat=True))

    def give(self, meeting: Meeting, host: City | None) -> str:
        slug = slug_for(
            is_taken=self.taken.__contains__,
            host=host,
            group=meeting.lead_group,
            month_on=meeting.starts_on or meeting.month_on,
            is_online=meeting.mode == Mode.ONLINE,
            title=meeting.title,
        )
        self.taken.add(slug)
        return slug


def add_meetings(asked: Asked, circles: list[Circle], cities: list[City]) -> list[Visit]:
    """All meetings; the first of them is the one that is open for registration."""
    chance = asked.chance("meetings")
    addresses = Addresses()
    visits = [_open_visit(asked, circles, cities)]
    visits += (_visit(day, circles, cities, asked, chance) for day in _days(asked))
    for visit in visits:
        host = visit.hosts[0] if visit.hosts else None
        visit.meeting.slug = addresses.give(visit.meeting, host)
    Meeting.objects.bulk_create([visit.meeting for visit in visits], batch_size=500)
    _follow(visits)
    MeetingHost.objects.bulk_create(
        MeetingHost(meeting=visit.meeting, city=city, position=position)
        for visit in visits
        for position, city in enumerate(visit.hosts)
    )
    _add_organisers(visits)
    return visits


def _days(asked: Asked) -> Iterator[date]:
    """Spread evenly, the earliest first: nine tenths of them are over."""
    others = asked.meetings - 1
    to_come = others // OF_WHICH_TO_COME
    over = others - to_come
    for number in range(over):
        yield _weekday(asked.today - PAST + (PAST - timedelta(days=5)) * number / over)
    for number in range(to_come):
        yield _weekday(asked.today + timedelta(days=7) + TO_COME * number / to_come)


def _weekday(day: date) -> date:
    """Monday to Thursday, so that a second day is none of the weekend; never a later one."""
    return day - timedelta(days=max(0, day.weekday() - THURSDAY))


def _open_visit(asked: Asked, circles: list[Circle], cities: list[City]) -> Visit:
    """Two days in the first city, some months from now, in person and for everyone to see."""
    day = asked.today + OPEN_AFTER
    day += timedelta(days=(THURSDAY - day.weekday()) % 7)
    circle, host = circles[0], cities[0]
    facts = _facts(Kind.STUDY_VISIT, circle, host, circle.topics[0], asked.chance("open meeting"))
    meeting = Meeting(
        **facts,
        dates=Dates.FIXED,
        starts_on=day,
        ends_on=day + timedelta(days=1),
        state=State.PUBLISHED,
        **_published(day, day + timedelta(days=1), asked),
    )
    return Visit(meeting, circle, circle.topics[0], [host])


def _visit(
    day: date, circles: list[Circle], cities: list[City], asked: Asked, chance: Random
) -> Visit:
    circle, kind = chance.choice(circles), chance.choice(KINDS)
    topic = chance.choice(circle.topics)
    is_online = kind == Kind.WEBINAR
    hosts = (
        [] if is_online else chance.sample(cities, min(len(cities), 1 + (chance.random() < 0.05)))
    )
    city = hosts[0] if hosts else cities[0]
    facts = _facts(kind, circle, city, topic, chance)
    meeting = Meeting(**facts | {"page_audience": chance.choice(AUDIENCES)})
    last = day if is_online else day + timedelta(days=1)
    _settle(meeting, day, last, asked, chance)
    if meeting.state == State.REPORTED:
        meeting.report = _report(city, topic, chance)
    return Visit(meeting, circle, topic, hosts, is_over=last < asked.today)


def _facts(
    kind: Meeting.Kind, circle: Circle, city: City, topic: str, chance: Random
) -> dict[str, Any]:
    """What is said of a meeting whatever becomes of it."""
    network = words.network()
    title = chance.choice(network["titles"][kind.value])
    introduction = words.filled(chance.choice(network["introductions"]), city=city, topic=topic)
    is_online = kind == Kind.WEBINAR
    return {
        "title": words.filled(title, city=city, topic=topic),
        "kind": kind,
        "mode": Mode.ONLINE if is_online else Mode.IN_PERSON,
        "lead_group": circle.group,
        "forum": circle.forum if kind == Kind.FORUM else None,
        "time_zone": city.time_zone,
        "venue": "" if is_online else chance.choice(network["venues"]),
        "address": "" if is_online else f"{chance.choice(network['streets'])}, {city}",
        "introduction": words.paragraphs([introduction]),
    }


def _settle(meeting: Meeting, first: date, last: date, asked: Asked, chance: Random) -> None:
    """Its days and its state: of what is to come some are drafts or undecided, of what is over a few were cancelled."""
    luck = chance.random()
    meeting.created_at = meeting.changed_at = at_nine(min(first, asked.today) - timedelta(days=200))
    if first > asked.today and luck < 0.2:
        meeting.dates, meeting.month_on = Dates.TENTATIVE, first.replace(day=1)
        if luck < 0.05:
            meeting.dates, meeting.month_on = Dates.UNKNOWN, None
    else:
        meeting.dates, meeting.starts_on, meeting.ends_on = Dates.FIXED, first, last
    if first > asked.today and luck > 0.9:
        return
    for name, value in _published(meeting.starts_on, meeting.ends_on, asked).items():
        setattr(meeting, name, value)
    meeting.state = State.CANCELLED if luck > 0.98 else State.PUBLISHED
    if meeting.state == State.PUBLISHED and last < asked.today - REPORT_AFTER:
        meeting.state, meeting.reported_at = State.REPORTED, at_nine(last + timedelta(days=21))


def _published(first: date | None, last: date | None, asked: Asked) -> dict[str, Any]:
    at = at_nine(min(first or asked.today, asked.today) - timedelta(days=90))
    return {
        "published_at": at,
        "published_starts_on": first,
        "published_ends_on": last,
        "created_at": at - timedelta(days=30),
        "changed_at": at,
    }


def _report(city: City, topic: str, chance: Random) -> str:
    sentences = words.some(chance, words.network()["reports"], 3)
    return words.paragraphs([words.filled(one, city=city, topic=topic) for one in sentences])


def _follow(visits: list[Visit]) -> None:
    """A group's meeting follows the one that it had before; the open one the last that is over."""
    last: dict[int, Meeting] = {}
    followed = []
    for visit in sorted(visits, key=_begins):
        group = visit.circle.group.pk
        before = last.get(group)
        if visit.meeting.state == State.CANCELLED:
            continue
        if before is not None and before.mode == visit.meeting.mode:
            visit.meeting.follows = before
            followed.append(visit.meeting)
        last[group] = visit.meeting
    Meeting.objects.bulk_update(followed, ["follows"], batch_size=500)


def _begins(visit: Visit) -> tuple[date, int]:
    return visit.meeting.starts_on or visit.meeting.month_on or date.max, visit.meeting.pk


def _add_organisers(visits: list[Visit]) -> None:
    """Of what is to come: somebody of the host city, if one of them is in the group, prepares it."""
    Organiser.objects.bulk_create(
        Organiser(meeting=visit.meeting, person=post.person)
        for visit in visits
        if not visit.was_held
        for post in [one for one in visit.circle.posts if one.city in visit.hosts][:1]
    )


def at_nine(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
