"""Cities, people, groups: what breaks their constraints."""

from typing import Any

from members.models import (
    City,
    CityAlias,
    CityMembership,
    Group,
    GroupMembership,
    Mandate,
    Person,
    Post,
)
from tests import factories as make
from tests.constraints.register import BACKWARDS, DAY, NEXT_DAY, breaks


def a_city(**fields: Any) -> City:
    place = {"latitude": "45.46", "longitude": "9.19", "time_zone": "Europe/Rome"}
    country = {"country": "Italy", "country_code": "IT"}
    return City(**({"name": "Milan", "slug": "milan"} | place | country | fields))


@breaks("city_once_a_country")
def _() -> City:
    a_city().save()
    return a_city(name="MILAN", slug="milan-2")


@breaks("city_on_the_globe")
def _() -> City:
    return a_city(latitude="90.5")


@breaks("city_alias_once")
def _() -> CityAlias:
    return CityAlias(city=make.make_city(aliases=("Milano",)), name="Milano")


@breaks("city_membership_ends_after_start")
def _() -> CityMembership:
    return CityMembership(city=make.make_city(is_member=False), **BACKWARDS)


@breaks("city_membership_no_overlap")
def _() -> CityMembership:
    return CityMembership(city=make.make_city(), kind="partner", starts_on=DAY)


@breaks("group_closed_with_note")
def _() -> Group:
    return Group(name="Urban farming", slug="urban-farming", closed_on=DAY)


@breaks("group_membership_ends_after_start")
def _() -> GroupMembership:
    return GroupMembership(person=make.make_person(), group=make.make_group(), **BACKWARDS)


@breaks("group_membership_no_overlap")
def _() -> GroupMembership:
    person, group = make.make_person(), make.make_group()
    make.make_group_membership(person=person, group=group)
    return GroupMembership(person=person, group=group, starts_on=DAY, ends_on=NEXT_DAY)


@breaks("mandate_ends_after_start")
def _() -> Mandate:
    return Mandate(group=make.make_group(), city=make.make_city(), **BACKWARDS)


@breaks("mandate_no_overlap")
def _() -> Mandate:
    group, city = make.make_group(), make.make_city()
    make.make_mandate(group=group, city=city)
    return Mandate(group=group, city=city, person=make.make_person(), starts_on=DAY)


@breaks("person_email_lower_case")
def _() -> Person:
    return Person(name="Utrecht representative", password="!", email="Utrecht@example.org")


@breaks("post_ends_after_start")
def _() -> Post:
    return Post(person=make.make_person(), city=make.make_city(), **BACKWARDS)


@breaks("post_no_overlap")
def _() -> Post:
    """Both ends count: the day on which one ends is not the day on which the next begins."""
    person, city = make.make_person(), make.make_city()
    make.make_post(person=person, city=city, ends_on=DAY)
    return Post(person=person, city=city, kind="coordinator", starts_on=DAY)
