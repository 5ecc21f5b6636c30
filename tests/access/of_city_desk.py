"""The addresses behind the rows of portal/access/city_desk.py."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from tests.factories import make_person
from tests.personas import Cast, yesterday
from tests.ways_in import make_group_request

Key = tuple[str, str]


def of_city_desk(cast: Cast) -> Iterator[tuple[Key, str]]:
    for name in ("my", "my_city", "manage_places"):
        yield (name, ""), reverse(name)
    yield ("city_fill", ""), reverse("city_fill", args=[cast.city.slug])
    colleague = make_person(city=cast.city).posts.get()
    for name in ("city_post", "city_post_end", "city_nominate", "city_withdraw", "manage_post"):
        yield (name, "of a colleague"), reverse(name, args=[colleague.pk])
    gone = make_person(city=cast.city).posts.get()
    gone.end(yesterday())
    for name in ("city_post", "city_post_end"):
        yield (name, "that is over"), reverse(name, args=[gone.pk])
    yield from requests(cast)
    for name in ("group_join", "group_take_back", "group_leave"):
        yield (name, ""), reverse(name, args=[cast.group.slug])


def requests(cast: Cast) -> Iterator[tuple[Key, str]]:
    person = make_person(city=cast.city)
    waiting = make_group_request(person=person, city=cast.city)
    passed = make_group_request(person=person, city=cast.city, to_staff_at=timezone.now())
    for situation, number in (
        ("that waits for the city", waiting.pk),
        ("that passed to staff", passed.pk),
        ("of nobody", 2_000_000_000),
    ):
        yield ("place_request", situation), reverse("place_request", args=[number])
