"""The addresses behind the rows of portal/access/cities_and_groups.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access import cities_and_groups as rows
from tests.cities import make_former_address, make_picture
from tests.factories import (
    make_city,
    make_group,
    make_group_membership,
    make_mandate,
    make_representative,
)
from tests.personas import Cast
from tests.ways_in import make_domain

Key = tuple[str, str]


def of_cities_and_groups(cast: Cast) -> Iterator[tuple[Key, str]]:
    for name in (*rows.PAGES, "manage_groups", *rows.FORMS):
        yield (name, ""), reverse(name)
    yield from of_city()
    yield from of_group()
    for name in ("manage_city", "manage_group"):
        yield (name, "that does not exist"), reverse(name, args=["no-such-thing"])


def of_city() -> Iterator[tuple[Key, str]]:
    city = make_city("Graz")
    make_picture(city)
    make_former_address(city, "graetz")
    for name in ("manage_city", *rows.OF_CITY):
        yield (name, ""), reverse(name, args=[city.slug])
    domain = make_domain(city, "graz.example")
    name = "manage_city_domain_remove"
    yield (name, ""), reverse(name, args=[city.slug, domain.pk])
    name = "manage_city_picture_remove"
    yield (name, ""), reverse(name, args=[city.slug])
    yield ("city_picture", "of a city that has one"), reverse("city_picture", args=[city.slug])
    yield (
        ("city_picture", "of a city without one"),
        reverse("city_picture", args=[make_city().slug]),
    )
    yield ("city", "that was merged into another"), reverse("city", args=["graetz"])


def of_group() -> Iterator[tuple[Key, str]]:
    group = make_group(closed_on="2020-01-01", closing_note="Done.")
    person = make_representative()
    numbers = {
        "manage_group_place_end": make_group_membership(person=person, group=group).pk,
        "manage_group_mandate_pass": make_mandate(group=group).pk,
    }
    numbers["manage_group_mandate_end"] = numbers["manage_group_mandate_pass"]
    for name in ("manage_group", "manage_group_reopening", *rows.OF_GROUP):
        arguments = [group.slug, *([numbers[name]] if name in numbers else [])]
        yield (name, ""), reverse(name, args=arguments)
