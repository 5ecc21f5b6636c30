"""The desk's pages of cities and groups ask as often with one row as with many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import City, Group
from tests.cities import make_picture, make_year
from tests.factories import (
    make_city,
    make_forum,
    make_group,
    make_group_membership,
    make_mandate,
    make_person,
    make_staff,
    sign_in,
)
from tests.personas import yesterday
from tests.ways_in import make_coordinator, make_domain

pytestmark = pytest.mark.django_db

MOST = 12
MANY = 30
PAGES = (
    "/manage/",
    "/manage/cities/",
    "/manage/cities/?q=utr&membership=full",
    "/manage/cities/utrecht/",
    "/manage/cities/utrecht/facts/",
    "/manage/cities/utrecht/membership/",
    "/manage/cities/utrecht/picture/",
    "/manage/cities/utrecht/merge/",
    "/manage/groups/",
    "/manage/groups/urban-farming/",
    "/manage/groups/urban-farming/facts/",
    "/manage/groups/urban-farming/years/",
    "/manage/groups/urban-farming/people/add/",
    "/manage/groups/urban-farming/people/add/?city=utrecht",
    "/manage/groups/urban-farming/seats/add/?city=utrecht",
)


def grow(city: City, group: Group, number: int) -> None:
    person = make_person(city=city)
    make_group_membership(person=person, group=group)
    make_group_membership(person=make_person(), group=group, ends_on=yesterday())
    make_mandate(group=group, city=make_city(), person=person)
    make_mandate(group=make_group(forums=(make_forum(),)), city=city, person=person)
    make_coordinator(city)
    make_coordinator(make_city(f"Utrera {number}", aliases=("Another name",)))
    make_domain(city, f"{number}.utrecht.example")
    make_year(group, 2000 + number)
    make_staff()


def test_as_often_with_one_row_as_with_many(client: Client) -> None:
    city, group = make_city("Utrecht", aliases=("Utreg",)), make_group("Urban farming")
    make_picture(city)
    sign_in(client, make_staff())
    counted: dict[str, list[int]] = {page: [] for page in PAGES}

    for numbers in (range(1), range(1, MANY)):
        for number in numbers:
            grow(city, group, number)
        for page in PAGES:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page).status_code == 200
            counted[page].append(len(captured))

    assert {page: pair for page, pair in counted.items() if pair[0] != pair[1]} == {}
    assert {page: pair for page, pair in counted.items() if max(pair) > MOST} == {}
