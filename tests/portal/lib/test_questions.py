"""A question composed once says, each time it is asked, what the queryset would say."""

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from members.models import City
from portal.lib.questions import Numbers, Place, Question
from tests.factories import make_city

pytestmark = pytest.mark.django_db


def names(rows: QuerySet[City]) -> QuerySet[City, tuple[str]]:
    return rows.values_list("name")


def question(rows: QuerySet[City]) -> Question:
    composed = Question.of(names(rows))
    assert composed is not None
    return composed


def test_a_place_is_filled_each_time() -> None:
    make_city("Brno")
    make_city("Milan")
    by_name = question(City.objects.filter(name=Place("name")))

    assert by_name.ask({"name": "Brno"}) == [("Brno",)]
    assert by_name.ask({"name": "Milan"}) == [("Milan",)]
    assert by_name.ask({"name": "' OR true --"}) == []


def test_any_number_of_keys_fits() -> None:
    cities = [make_city(name) for name in ("Brno", "Milan", "Utrecht")]
    among = question(City.objects.filter(pk__in=Numbers("cities")))

    for number in range(4):
        asked = [city.pk for city in cities[:number]]
        assert among.ask({"cities": asked}) == [(city.name,) for city in cities[:number]]


def test_what_is_not_among_them() -> None:
    brno, _milan = make_city("Brno"), make_city("Milan")
    others = question(City.objects.exclude(pk__in=Numbers("cities")))

    assert others.ask({"cities": [brno.pk]}) == [("Milan",)]


def test_what_stands_for_good_is_written_as_it_is() -> None:
    make_city("50 % O'Brien's %s")
    make_city("Milan")

    assert question(City.objects.filter(name="50 % O'Brien's %s")).ask({}) == [
        ("50 % O'Brien's %s",)
    ]
    assert question(City.objects.filter(name__contains="0 % O'")).ask({}) == [
        ("50 % O'Brien's %s",)
    ]


def test_a_time_would_stand_still_and_is_refused() -> None:
    today = timezone.localdate()

    with pytest.raises(TypeError, match="stand still"):
        Question.of(names(City.objects.filter(memberships__starts_on__lte=today)))


def test_what_can_never_be_found_is_no_question() -> None:
    assert Question.of(names(City.objects.none())) is None
