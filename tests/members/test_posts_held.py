"""The posts read by a question that is composed once are what Django would read, each day anew."""

from datetime import date

import pytest
from django.utils import timezone

from members.models import City, Post
from members.posts_held import posts_held
from tests.factories import make_city, make_person, make_post

pytestmark = pytest.mark.django_db


def columns_of(row: Post | City) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_post_and_its_city_are_whole() -> None:
    person = make_person()
    city = make_city("Utrecht", geonames_id=2745912, text="Bells", mailbox="eu@utrecht.example")
    make_post(person=person, city=city, kind="coordinator", title="Policy officer")

    (held,) = posts_held(person)

    post = Post.objects.get(person=person)
    assert (held, held.city) == (post, city)
    assert columns_of(held) == columns_of(post)
    assert columns_of(held.city) == columns_of(City.objects.get(pk=city.pk))


def test_they_are_those_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person()
    first = make_post(
        person=person, city=make_city(), starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31)
    )
    second = make_post(person=person, city=make_city(), starts_on=date(2021, 1, 1))

    for day, post in ((date(2020, 12, 31), first), (date(2021, 1, 1), second)):
        monkeypatch.setattr(timezone, "localdate", lambda day=day: day)
        assert posts_held(person) == [post]
