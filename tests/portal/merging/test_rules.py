"""What moves when a city is merged: every reference has its rule, and what both have is settled as it says."""

from datetime import date

import pytest

from members.models import City, CityMembership, Mandate, Post
from portal.merging.rules import RULES, STAYS, Days, left

D = date
ALWAYS: Days = (D(2010, 1, 1), None)
WHOLE: Days = (D(2015, 1, 1), D(2020, 12, 31))


def references() -> set[str]:
    """Everything that refers to a city, in any app."""
    found = set()
    for relation in City._meta.get_fields(include_hidden=True):
        if relation.is_relation and relation.auto_created and relation.remote_field:
            field = relation.remote_field
            found.add(f"{field.model._meta.app_label}.{field.model.__name__}.{field.name}")
    return found


def test_everything_that_refers_to_a_city_has_its_rule() -> None:
    ruled = [rule.path for rule in RULES]

    assert references() - {*ruled, *STAYS} == set()
    assert {*ruled, *STAYS} - references() == set()
    assert len(ruled) == len(set(ruled))
    assert all(STAYS.values())


def test_what_is_cut_into_pieces_is_referred_to_by_nothing() -> None:
    """A row may be cut in two or go: nothing must hang on it."""
    for model in (Post, CityMembership, Mandate):
        hanging = [one for one in model._meta.get_fields() if one.auto_created and one.is_relation]
        assert hanging == [], model


@pytest.mark.parametrize(
    ("days", "taken", "pieces"),
    [
        (WHOLE, [], [WHOLE]),
        (WHOLE, [ALWAYS], []),
        (WHOLE, [WHOLE], []),
        (WHOLE, [(D(2021, 1, 1), None)], [WHOLE]),
        (WHOLE, [(D(2000, 1, 1), D(2014, 12, 31))], [WHOLE]),
        (WHOLE, [(D(2020, 12, 31), None)], [(D(2015, 1, 1), D(2020, 12, 30))]),
        (WHOLE, [(D(2000, 1, 1), D(2015, 1, 1))], [(D(2015, 1, 2), D(2020, 12, 31))]),
        (
            WHOLE,
            [(D(2016, 1, 1), D(2016, 12, 31)), (D(2018, 1, 1), D(2018, 12, 31))],
            [
                (D(2015, 1, 1), D(2015, 12, 31)),
                (D(2017, 1, 1), D(2017, 12, 31)),
                (D(2019, 1, 1), D(2020, 12, 31)),
            ],
        ),
        (ALWAYS, [(D(2012, 1, 1), None)], [(D(2010, 1, 1), D(2011, 12, 31))]),
        (
            ALWAYS,
            [(D(2012, 1, 1), D(2012, 1, 1))],
            [(D(2010, 1, 1), D(2011, 12, 31)), (D(2012, 1, 2), None)],
        ),
    ],
)
def test_days_that_are_left(days: Days, taken: list[Days], pieces: list[Days]) -> None:
    assert list(left(days, taken)) == pieces
