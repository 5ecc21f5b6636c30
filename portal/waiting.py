"""Telling those who decide what waits for them: coordinators once a day, staff when something passes to them.

What waits is asked in several apps, and told in one mail: access, places in groups, registrations (docs/decisions/0135).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from members.actions.waiting import pass_to_staff
from members.delegation import coordinators_of
from members.models import AccessRequest, City, GroupRequest, Person
from portal import told
from portal.approving import by_meeting
from portal.lib import locks, mail, site
from visits.models import Registration
from visits.registration.delegation import to_be_decided
from visits.registration.in_a_line import in_a_line
from visits.registration.news import News, news_by_city
from visits.registration.standing import is_asked
from visits.registration.states import Actor

# Each kind of row that waits for a city under its name in the mails.
KINDS: Final = {"access": AccessRequest, "groups": GroupRequest, "registrations": Registration}


@transaction.atomic
def tell_coordinators() -> None:
    """One mail a city and coordinator with all that waits there, if some of it was not told yet, and with what became of
    its people since the last one; also if that alone is new.
    """
    locks.hold("tell what waits")
    news = news_by_city(told.earliest(), told.this_hour())
    before = told.last_told("requests_waiting")
    by_city = _by_city()
    for city in _with_others(by_city, news):
        waiting = by_city.get(city, [])
        untold = [each for each in waiting if each.told_city_at is None]
        coordinators = coordinators_of(city) if untold or city.pk in news else []
        for coordinator in coordinators:
            since = before.get(coordinator.pk, told.earliest())
            theirs = [one for one in news.get(city.pk, ()) if one.is_for(coordinator, since)]
            if untold or theirs:
                _tell(coordinator, city, waiting, theirs)
        if coordinators:
            _mark(untold, "told_city_at")


def _with_others(asked: Collection[City], news: Collection[int]) -> list[City]:
    """Those that are asked something, and those of whose people alone there is news."""
    others = set(news) - {city.pk for city in asked}
    return [*asked, *City.objects.filter(pk__in=others).order_by("name_key")]


def _by_city() -> dict[City, list[Any]]:
    """What a city is asked, and who is registered for it and represents it no more."""
    by_city: defaultdict[City, list[Any]] = defaultdict(list)
    asked = _asked_for_access(), _asked_for_places(), _asked_to_come(), to_be_decided()
    for each in chain.from_iterable(asked):
        # Somebody who has left and whose registration was never approved is one thing to decide.
        if each not in by_city[each.city]:
            by_city[each.city].append(each)
    return by_city


def _asked_for_access() -> Iterable[Any]:
    waiting = AccessRequest.objects.waiting().select_related("city", "person")
    return waiting.order_by("asked_at")


def _asked_for_places() -> Iterable[Any]:
    waiting = GroupRequest.objects.waiting().select_related("city", "person", "group")
    return waiting.order_by("asked_at")


def _asked_to_come() -> Iterable[Any]:
    waiting = Registration.objects.awaiting_city().select_related("city", "person", "meeting")
    return waiting.order_by("meeting__starts_on", "registered_at")


def _tell(coordinator: Person, city: City, waiting: list[Any], news: list[News]) -> None:
    context: dict[str, Any] = {
        **_by_kind(waiting),
        "person": coordinator,
        "city": city,
        "decides": bool(waiting),
        "news": news,
        "link": site.absolute(f"{reverse('my_city')}?city={city.slug}"),
    }
    rows = context["registrations"]
    said = [{"row": row, "meeting": in_a_line(row.meeting)} for row in rows]
    context["registrations"] = [one for one in said if is_asked(Actor.CITY, one["row"])]
    context["left"] = [one for one in said if not is_asked(Actor.CITY, one["row"])]
    mail.send("requests_waiting", to=coordinator.email or "", person=coordinator, context=context)


@transaction.atomic
def tell_staff() -> None:
    """One mail to the secretariat with all that has passed to it, if some of it was not told yet.

    What waits in cities that have lost their last coordinator since it was asked passes first.
    """
    locks.hold("tell what waits")
    _pass_where_nobody_decides()
    now = timezone.now()
    asked = chain(_asked_for_access(), _asked_for_places(), _asked_to_come())
    passed = [each for each in asked if each.to_staff_at is not None and each.to_staff_at <= now]
    untold = [each for each in passed if each.told_staff_at is None]
    if not untold:
        return
    context: dict[str, Any] = {
        **_by_kind(passed),
        "new": len(untold),
        "requests": site.absolute(reverse("manage_requests")),
        "places": site.absolute(reverse("manage_places")),
    }
    context["meetings"] = by_meeting(context["registrations"])
    mail.send("requests_with_staff", to=settings.NETWORK_EMAIL, context=context)
    _mark(untold, "told_staff_at")


def _pass_where_nobody_decides() -> None:
    """Who registers at the instant in which the last coordinator leaves may still be told of three working days."""
    waiting = Registration.objects.awaiting_city().filter(to_staff_at__gt=timezone.now())
    for city in City.objects.filter(pk__in=waiting.values("city")):
        pass_to_staff(city=city, day=timezone.localdate())


def _by_kind(waiting: list[Any]) -> dict[str, list[Any]]:
    return {
        name: [each for each in waiting if isinstance(each, kind)] for name, kind in KINDS.items()
    }


def _mark(told: list[Any], field: str) -> None:
    for kind in KINDS.values():
        numbers = [each.pk for each in told if isinstance(each, kind)]
        kind.objects.filter(pk__in=numbers).update(**{field: timezone.now()})  # type: ignore[attr-defined]
