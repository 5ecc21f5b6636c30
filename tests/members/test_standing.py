"""What a city is to the network, from its memberships."""

from datetime import date

import pytest

from members.models import CityMembership
from members.standing import Standing, standing_in

DAY = date(2026, 6, 1)


def membership(starts_on: date, ends_on: date | None = None, kind: str = "full") -> CityMembership:
    return CityMembership(kind=kind, starts_on=starts_on, ends_on=ends_on)


def test_a_city_without_memberships_is_nothing() -> None:
    assert standing_in([], day=DAY) == Standing()


def test_a_change_of_kind_does_not_begin_the_membership_anew() -> None:
    first = membership(date(2015, 1, 1), date(2019, 12, 31), "associate")
    second = membership(date(2020, 1, 1))

    standing = standing_in([second, first], day=DAY)

    assert (standing.current, standing.since, standing.until) == (second, date(2015, 1, 1), None)


def test_a_gap_does() -> None:
    first = membership(date(2010, 1, 1), date(2019, 12, 30))
    second = membership(date(2020, 1, 1), date(2030, 12, 31))

    standing = standing_in([first, second], day=DAY)

    assert (standing.since, standing.until) == (date(2020, 1, 1), date(2030, 12, 31))
    assert standing.left_on is None


def test_until_counts_the_kind_that_is_to_come() -> None:
    now = membership(date(2015, 1, 1), date(2026, 12, 31))
    coming = membership(date(2027, 1, 1), kind="partner")

    standing = standing_in([now, coming], day=DAY)

    assert (standing.until, standing.coming) == (None, coming)


@pytest.mark.parametrize(("ends_on", "is_member"), [(DAY, True), (date(2026, 5, 31), False)])
def test_the_last_day_counts(ends_on: date, is_member: bool) -> None:
    standing = standing_in([membership(date(2015, 1, 1), ends_on)], day=DAY)

    assert standing.is_member is is_member
    assert standing.left_on == (None if is_member else ends_on)


def test_who_is_to_come_again_has_not_left() -> None:
    rows = [membership(date(2010, 1, 1), date(2020, 1, 1)), membership(date(2027, 1, 1))]

    standing = standing_in(rows, day=DAY)

    assert standing.left_on is None
    assert standing.coming is rows[1]
