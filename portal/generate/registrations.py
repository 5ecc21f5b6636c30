"""How one registers for what is to come, and who has: the open meeting waits for the first to ask."""

from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Final

from portal.generate.asked import Asked
from portal.generate.meetings import Visit, at_nine
from visits.models import Claim, ClaimState, Meeting, Registration, RegistrationSettings

Way, Approval = RegistrationSettings.Way, RegistrationSettings.Approval

ROOM_SEATS: Final = 30
SEATS_PER_CITY: Final = 2
WAYS: Final = (Way.HERE, Way.HERE, Way.HERE, Way.MAIL, Way.ELSEWHERE, Way.NONE)
REGISTERED: Final = (4, 20)


def add_registrations(asked: Asked, visits: list[Visit]) -> None:
    """For the first meeting thirty seats, two a city, nobody to approve; for others to come some way, and some people."""
    chance = asked.chance("registrations")
    first, *others = visits
    RegistrationSettings.objects.create(
        **_settings(first, asked),
        way=Way.HERE,
        room_seats=ROOM_SEATS,
        seats_per_city=SEATS_PER_CITY,
    )
    coming = [visit for visit in others if _is_to_come(visit, asked)]
    rows = [_some_way(visit, asked, chance) for visit in coming]
    RegistrationSettings.objects.bulk_create(rows)
    for visit, row in zip(coming, rows, strict=True):
        if row.is_here:
            _register(visit, row, chance)


def _is_to_come(visit: Visit, asked: Asked) -> bool:
    meeting = visit.meeting
    is_fixed = meeting.state == Meeting.State.PUBLISHED and meeting.starts_on is not None
    return is_fixed and visit.days[0] > asked.today


def _settings(visit: Visit, asked: Asked) -> dict[str, object]:
    """Open since a week, until two weeks before; nobody approves."""
    closes_at = datetime.combine(visit.days[0], time(16), UTC) - timedelta(days=14)
    opens_at = at_nine(asked.today) - timedelta(days=7)
    return {
        "meeting": visit.meeting,
        "opens_at": min(opens_at, closes_at - timedelta(days=30)),
        "closes_at": closes_at,
        "approval": Approval.NONE,
        "approval_of_group": Approval.NONE,
    }


def _some_way(visit: Visit, asked: Asked, chance: Random) -> RegistrationSettings:
    way = chance.choice(WAYS)
    link = "https://register.example.org/" if way == Way.ELSEWHERE else ""
    return RegistrationSettings(**_settings(visit, asked), way=way, link=link)


def _register(visit: Visit, settings: RegistrationSettings, chance: Random) -> None:
    """Without a limit all who ask are confirmed, in the order in which they asked."""
    posts = visit.circle.posts
    came = chance.sample(posts, min(len(posts), chance.randint(*REGISTERED)))
    opened = settings.opens_at or visit.meeting.created_at
    asked_at = [opened + timedelta(hours=number + 1) for number in range(len(came))]
    registrations = Registration.objects.bulk_create(
        Registration(
            meeting=visit.meeting,
            person=post.person,
            city=post.city,
            role=post.title,
            state=ClaimState.CONFIRMED,
            registered_at=at,
            registered_by=post.person,
        )
        for post, at in zip(came, asked_at, strict=True)
    )
    online = visit.meeting.mode == Meeting.Mode.ONLINE
    Claim.objects.bulk_create(
        Claim(
            registration=registration,
            meeting=visit.meeting,
            what=Claim.What.ONLINE if online else Claim.What.ROOM,
            city=registration.city,
            state=ClaimState.CONFIRMED,
            number=number,
            asked_at=registration.registered_at,
            since_at=registration.registered_at,
        )
        for number, registration in enumerate(registrations, 1)
    )
    settings.last_number = len(registrations)
    settings.save(update_fields=["last_number"])
