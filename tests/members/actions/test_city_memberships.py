from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.actions.cities import admit_city
from members.actions.city_memberships import change_membership, leave_network
from members.models import CityMembership
from members.reader import Reader
from portal.models import LogEntry
from tests.factories import LONG_AGO, make_city, make_person, make_staff
from tests.racing import race

pytestmark = pytest.mark.django_db

Kind = CityMembership.Kind


def rows() -> list[tuple[str, date, date | None]]:
    found = CityMembership.objects.order_by("starts_on")
    return [(row.kind, row.starts_on, row.ends_on) for row in found]


def test_change_membership_from_a_day_keeps_what_was() -> None:
    city, staff = make_city(kind="associate"), make_staff()

    change_membership(city=city, kind=Kind.FULL, from_on=date(2020, 1, 1), by=staff)

    assert rows() == [
        ("associate", LONG_AGO, date(2019, 12, 31)),
        ("full", date(2020, 1, 1), None),
    ]
    entry = LogEntry.objects.get(verb="change_membership")
    assert (entry.actor_id, entry.facts) == (staff.pk, {"kind": "full"})


def test_change_membership_from_its_first_day_corrects_it() -> None:
    city = make_city(kind="associate")

    change_membership(city=city, kind=Kind.FULL, from_on=LONG_AGO, by=None)

    assert rows() == [("full", LONG_AGO, None)]


@pytest.mark.parametrize(
    ("kind", "from_on", "why"),
    [
        (Kind.FULL, date(2020, 1, 1), "of this kind on that day already"),
        (Kind.PARTNER, date(2000, 1, 1), "is not a member on 1 January 2000"),
    ],
)
def test_change_membership_refuses_what_is_no_change(
    kind: CityMembership.Kind, from_on: date, why: str
) -> None:
    city = make_city()

    with pytest.raises(ValidationError, match=why):
        change_membership(city=city, kind=kind, from_on=from_on, by=None)


def test_who_represents_a_city_that_leaves_reads_for_members_on_its_last_day_and_not_after() -> (
    None
):
    city = make_city()
    person = make_person(city=city)
    today = timezone.localdate()

    leave_network(city=city, last_on=today, by=None)
    assert Reader(person=person).is_member
    leave_network(city=city, last_on=today - timedelta(days=1), by=None)
    assert not Reader(person=person).is_member
    assert person.posts.current().exists()


def test_leave_network_takes_back_what_was_planned() -> None:
    city = make_city()
    change_membership(city=city, kind=Kind.PARTNER, from_on=date(2090, 1, 1), by=None)

    leave_network(city=city, last_on=date(2080, 1, 1), by=None)

    assert rows() == [("full", LONG_AGO, date(2080, 1, 1))]


def test_leave_network_before_a_membership_that_has_begun_is_refused() -> None:
    city = make_city()
    change_membership(city=city, kind=Kind.PARTNER, from_on=date(2020, 1, 1), by=None)

    with pytest.raises(ValidationError, match="Another membership began on 1 January 2020"):
        leave_network(city=city, last_on=date(2015, 1, 1), by=None)


def test_a_city_that_left_may_come_back() -> None:
    city = make_city()
    leave_network(city=city, last_on=date(2020, 1, 1), by=None)

    admit_city(city=city, starts_on=date(2022, 1, 1), by=None)

    assert len(rows()) == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_who_admit_a_city_at_once_one_does_and_the_others_are_told() -> None:
    city = make_city(is_member=False)

    done = race(lambda: admit_city(city=city, starts_on=date(2020, 1, 1), by=None), times=6)

    assert [isinstance(each, ValidationError) for each in done].count(True) == 5
    assert len(rows()) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_change_it_at_once_one_does_and_the_others_are_told() -> None:
    city = make_city()

    done = race(
        lambda: change_membership(city=city, kind=Kind.PARTNER, from_on=date(2020, 1, 1), by=None),
        times=6,
    )

    assert [isinstance(each, ValidationError) for each in done].count(True) == 5
    assert len(rows()) == 2
