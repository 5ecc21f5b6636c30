"""A rush: many signed-in people who ask for a seat over HTTP at one instant, at a real server of two processes."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection
from importlib import import_module
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.models import City, Person, Post
from tests.factories import LONG_AGO, make_city
from tests.servers import gunicorn

# As large as the server reads before it is done with a request.
PATIENCE = 60


@dataclass(frozen=True)
class Answered:
    """What each was answered, in the order of the people, and how long all of it took."""

    statuses: list[int]
    seconds: float


def make_people(number: int, cities: int) -> list[Person]:
    """Spread evenly: the first of each city come before the second of any."""
    homes: list[City] = [make_city(f"City of the rush {one}") for one in range(cities)]
    people = Person.objects.bulk_create(
        Person(name=f"Representative {one}", email=f"rush-{one}@example.org", password="!")
        for one in range(number)
    )
    Post.objects.bulk_create(
        Post(person=one, city=homes[place % cities], starts_on=LONG_AGO)
        for place, one in enumerate(people)
    )
    return people


def sign_in_all(people: Iterable[Person]) -> list[str]:
    """The cookies of a session for each, as the login makes them."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    assert backend in settings.AUTHENTICATION_BACKENDS
    expires = timezone.now() + timedelta(hours=1)
    sessions = [
        Session(
            session_key=secrets.token_hex(16),
            session_data=store().encode(
                {
                    SESSION_KEY: str(one.pk),
                    BACKEND_SESSION_KEY: backend,
                    HASH_SESSION_KEY: one.get_session_auth_hash(),
                }
            ),
            expire_date=expires,
        )
        for one in people
    ]
    Session.objects.bulk_create(sessions)
    return [str(one.pk) for one in sessions]


def post_at_once(address: str, keys: list[str], **form: str) -> Answered:
    """All connections stand before the first request is sent, and all are sent before the first answer is read."""
    token = secrets.token_hex(16)
    body = urlencode({"csrfmiddlewaretoken": token} | form)
    # As the portal is run, with its pool; only threads of this process race without.
    how = {"config": "portal/gunicorn.py", "DATABASE_POOL": "1"}
    with gunicorn("portal.wsgi", threads=8, workers=2, **how) as port:
        _ask_once(port)
        lines = [HTTPConnection("localhost", port, timeout=PATIENCE) for _key in keys]
        for line in lines:
            line.connect()
        began = perf_counter()
        for line, key in zip(lines, keys, strict=True):
            cookies = f"{settings.SESSION_COOKIE_NAME}={key}; csrftoken={token}"
            headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
            line.request("POST", address, body, headers)
        statuses = [line.getresponse().status for line in lines]
        seconds = perf_counter() - began
        for line in lines:
            line.close()
    return Answered(statuses, seconds)


def _ask_once(port: int) -> None:
    """The server is up, and has loaded what it loads once."""
    line = HTTPConnection("localhost", port, timeout=PATIENCE)
    line.request("GET", "/readyz")
    assert line.getresponse().status == 200
    line.close()
