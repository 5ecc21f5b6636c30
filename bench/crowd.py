"""Many signed-in people of many cities, and a meeting with few seats: `python -m bench.crowd 100 30` prints the meeting's
address and a session key for each of 100, `python -m bench.crowd seated` how many have a seat there.
"""

import secrets
import sys
from collections.abc import Iterable, Sequence
from datetime import timedelta
from importlib import import_module
from typing import Any, Final

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from members.models import City, Group, Person, Post
from visits.models import Meeting, Registration, RegistrationSettings

SLUG: Final = "few-seats"
BACKEND: Final = "allauth.account.auth_backends.AuthenticationBackend"


def people_of(cities: Sequence[City], number: int) -> list[Person]:
    """Spread evenly: the first of each city come before the second of any."""
    since = timezone.localdate() - timedelta(days=400)
    unusable = make_password(None)
    people = Person.objects.bulk_create(
        Person(name=f"Representative {one}", email=f"crowd-{one}@example.org", password=unusable)
        for one in range(number)
    )
    Post.objects.bulk_create(
        Post(person=one, city=cities[place % len(cities)], starts_on=since)
        for place, one in enumerate(people)
    )
    return people


def sessions_of(people: Iterable[Person]) -> list[str]:
    """The key of a session for each, as the login makes them."""
    if BACKEND not in settings.AUTHENTICATION_BACKENDS:
        raise LookupError(BACKEND)
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    expires = timezone.now() + timedelta(hours=1)
    sessions = Session.objects.bulk_create(
        Session(
            session_key=secrets.token_hex(16),
            session_data=store().encode(
                {
                    SESSION_KEY: str(one.pk),
                    BACKEND_SESSION_KEY: BACKEND,
                    HASH_SESSION_KEY: one.get_session_auth_hash(),
                }
            ),
            expire_date=expires,
        )
        for one in people
    )
    return [one.session_key for one in sessions]


def meeting_with(seats: int) -> Meeting:
    """In a month, published, its registration open to all."""
    day = timezone.localdate() + timedelta(days=30)
    made = Meeting.objects.create(
        slug=SLUG,
        title="Few seats",
        lead_group=Group.objects.first(),
        time_zone="Europe/Brussels",
        state=Meeting.State.PUBLISHED,
        published_at=timezone.now(),
        dates=Meeting.Dates.FIXED,
        starts_on=day,
        ends_on=day,
    )
    RegistrationSettings.objects.create(
        meeting=made,
        way=RegistrationSettings.Way.HERE,
        room_seats=seats,
        approval=RegistrationSettings.Approval.NONE,
    )
    return made


def main(number: str, seats: str = "") -> str:
    if number == "seated":
        return str(Registration.objects.confirmed().filter(meeting__slug=SLUG).count())
    address = reverse("register", args=[meeting_with(int(seats)).slug])
    people = people_of(list(City.objects.members()), int(number))
    return " ".join([address, *sessions_of(people)])


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
