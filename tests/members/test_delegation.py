"""Who decides for a city, and when what it is asked passes to staff."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.delegation import coordinators_of, passes_to_staff_at
from members.models import City
from tests.factories import make_city, make_person, make_post
from tests.ways_in import make_coordinator

pytestmark = pytest.mark.django_db


def test_coordinators_decide_while_their_posts_last() -> None:
    city = make_city()
    coordinator = make_coordinator(city)
    make_person(city=city)
    make_coordinator()
    today = timezone.localdate()
    make_post(person=make_person(), city=city, kind="coordinator", ends_on=today)

    assert len(coordinators_of(city)) == 2
    assert coordinators_of(city, today + timedelta(days=1)) == [coordinator]


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": None}])
def test_who_cannot_log_in_or_be_written_to_decides_nothing(fields: dict[str, Any]) -> None:
    city, now = make_city(), timezone.now()
    make_post(person=make_person(**fields), city=city, kind="coordinator")

    assert coordinators_of(city) == []
    assert passes_to_staff_at(city, now) == now
    assert City.objects.for_desk().get().coordinators == 0  # type: ignore[attr-defined]


def test_a_city_with_somebody_to_ask_has_its_days() -> None:
    city, now = make_city(), timezone.now()
    make_coordinator(city)

    assert passes_to_staff_at(city, now) > now + timedelta(days=2)
    assert City.objects.for_desk().get().coordinators == 1  # type: ignore[attr-defined]
