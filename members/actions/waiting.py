"""Passing to staff what waits for a city in which nobody decides any more."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from members.delegation import coordinators_of
from members.models import AccessRequest, City, GroupRequest
from members.models.asking import Answer

KINDS = (AccessRequest, GroupRequest)


@transaction.atomic
def pass_to_staff(*, city: City, day: date) -> None:
    """Where no coordinator is left on ``day``, what waits passes to staff as that day begins: registrations too."""
    if coordinators_of(city, day):
        return
    begins_at = max(
        timezone.now(), datetime.combine(day, time.min, tzinfo=ZoneInfo(city.time_zone))
    )
    for kind in KINDS:
        waiting = kind.objects.filter(city=city, answer=Answer.NONE, to_staff_at__gt=begins_at)
        waiting.update(to_staff_at=begins_at)
    registrations = city.registrations.awaiting_city().filter(to_staff_at__gt=begins_at)
    registrations.update(to_staff_at=begins_at)
