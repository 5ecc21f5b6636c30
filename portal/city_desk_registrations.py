"""Registrations of people who have left the city, or will have before the meeting: somebody is to decide who comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from members.models import City, Person, Post
from members.models.periods import lasts_on
from members.reader import STAFF_OFFICES
from visits.actions.registration.leaving import substitute
from visits.models import Meeting, Registration
from visits.models.claim_states import ASKING
from visits.registration.states import Actor


def of_leavers(city: City) -> Iterator[tuple[Registration, date | None]]:
    """Each registration that outlasts the person's posts in the city, and from when on, where that is to come."""
    coming = list(coming_of(city))
    people = {each.person_id for each in coming}
    posts = Post.objects.filter(lasts_on(), city=city, person__in=people) if people else ()
    last_days = {post.person_id: post.ends_on for post in posts}
    for each in coming:
        if each.person_id not in last_days:
            yield each, None
        elif ends_before(each.meeting, last_days[each.person_id]):
            yield each, (last_days[each.person_id] or date.max) + timedelta(days=1)


def coming_of(city: City, person: Person | None = None) -> Iterator[Registration]:
    """What the city's people asked for at meetings that have not begun: until then a colleague may come instead."""
    yet = Q(meeting__starts_on__gt=timezone.localdate()) | Q(meeting__starts_on__isnull=True)
    rows = Registration.objects.living().filter(
        yet, city=city, is_guest=False, state__in=ASKING, meeting__state=Meeting.State.PUBLISHED
    )
    if person is not None:
        rows = rows.filter(person=person)
    return iter(rows.select_related("person", "meeting").order_by("meeting__starts_on", "pk"))


def ends_before(meeting: Meeting, last_on: date | None) -> bool:
    """Whether a post that lasts until ``last_on`` is over when the meeting ends; a meeting without days is far away."""
    if last_on is None:
        return False
    return meeting.ends_on is None or meeting.ends_on > last_on


def let_come(*, registration: Registration, person: Person, by: Person | None) -> Registration:
    """Let a colleague come instead, in the standing in which ``by`` decides for the city."""
    is_staff = by is not None and by.office in STAFF_OFFICES
    actor = Actor.STAFF if is_staff else Actor.CITY
    return substitute(registration=registration, person=person, by=by, actor=actor)
