"""Ending the sessions in which a person is signed in."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from members.models import Person
from portal.models import LogEntry


@transaction.atomic
def end_sessions(*, person: Person, by: Person | None, but: str | None = None) -> int:
    """Sign a person out everywhere, but in the session whose key is ``but``; returns of how many it was."""
    known = UserSession.objects.filter(user_id=person.pk).exclude(session_key=but)
    ended = _end(known)
    if ended:
        LogEntry.objects.record("end_sessions", person, by=by, sessions=ended)
    return ended


@transaction.atomic
def end_session(*, session: UserSession, by: Person) -> None:
    """Sign a person out of one browser."""
    person = by if session.user_id == by.pk else Person.objects.get(pk=session.user_id)
    _end(UserSession.objects.filter(pk=session.pk))
    LogEntry.objects.record("end_sessions", person, by=by, sessions=1)


@transaction.atomic
def forget_ended_sessions() -> int:
    """What was known of browsers whose session is over; returns of how many."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    forgotten, _ = UserSession.objects.exclude(session_key__in=alive).delete()
    return int(forgotten)


def _end(known: QuerySet[Any]) -> int:
    keys = list(known.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    known.delete()
    return len(keys)
