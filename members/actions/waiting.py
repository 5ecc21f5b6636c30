"""Telling those who decide what waits for them: coordinators once a day, staff when something passes to them; and passing it."""

from collections import defaultdict
from datetime import date, datetime, time
from itertools import chain
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from members.delegation import coordinators_of
from members.models import AccessRequest, City, GroupRequest, Person
from members.models.asking import Answer, Asking, AskingQuerySet
from portal.lib import locks, mail, site

KINDS = (AccessRequest, GroupRequest)


@transaction.atomic
def pass_to_staff(*, city: City, day: date) -> None:
    """Where no coordinator is left on ``day``, what waits passes to staff as that day begins."""
    if coordinators_of(city, day):
        return
    begins_at = max(
        timezone.now(), datetime.combine(day, time.min, tzinfo=ZoneInfo(city.time_zone))
    )
    for kind in KINDS:
        waiting = kind.objects.filter(city=city, answer=Answer.NONE, to_staff_at__gt=begins_at)
        waiting.update(to_staff_at=begins_at)


@transaction.atomic
def tell_coordinators() -> None:
    """One mail a city and coordinator with all that waits there, if some of it was not told yet."""
    locks.hold("tell what waits")
    for city, waiting in _by_city().items():
        untold = [asked for asked in waiting if asked.told_city_at is None]
        if untold:
            for coordinator in coordinators_of(city):
                _tell(coordinator, city, waiting)
            _mark(untold, "told_city_at")


def _by_city() -> dict[City, list[Asking]]:
    by_city: defaultdict[City, list[Asking]] = defaultdict(list)
    for asked in chain.from_iterable(_waiting(kind.objects.all()) for kind in KINDS):
        by_city[asked.city].append(asked)
    return by_city


def _waiting(asked: AskingQuerySet) -> AskingQuerySet:
    return asked.waiting().select_related("city", "person").order_by("asked_at")


def _tell(coordinator: Person, city: City, waiting: list[Asking]) -> None:
    context = {
        "person": coordinator,
        "city": city,
        "access": [asked for asked in waiting if isinstance(asked, AccessRequest)],
        "groups": [asked for asked in waiting if isinstance(asked, GroupRequest)],
        "link": site.absolute(reverse("my_city")),
    }
    mail.send("requests_waiting", to=coordinator.email or "", person=coordinator, context=context)


@transaction.atomic
def tell_staff() -> None:
    """One mail to the secretariat with all that has passed to it, if some of it was not told yet."""
    locks.hold("tell what waits")
    passed = [asked for kind in KINDS for asked in _waiting(kind.objects.all()).passed_to_staff()]
    untold = [asked for asked in passed if asked.told_staff_at is None]
    if not untold:
        return
    context = {
        "access": [asked for asked in passed if isinstance(asked, AccessRequest)],
        "places": [asked for asked in passed if isinstance(asked, GroupRequest)],
        "new": len(untold),
        "requests": site.absolute(reverse("manage_requests")),
        "groups": site.absolute(reverse("manage_places")),
    }
    mail.send("requests_with_staff", to=settings.NETWORK_EMAIL, context=context)
    _mark(untold, "told_staff_at")


def _mark(told: list[Asking], field: str) -> None:
    for kind in KINDS:
        numbers = [asked.pk for asked in told if isinstance(asked, kind)]
        kind.objects.filter(pk__in=numbers).update(**{field: timezone.now()})
