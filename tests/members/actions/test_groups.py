from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.actions.groups import (
    describe_group,
    give_mandate,
    join_group,
    make_forum,
    make_group,
)
from members.models import Forum, Group
from tests.factories import make_city, make_person
from tests.factories import make_group as make_group_row

pytestmark = pytest.mark.django_db


def test_make_group_takes_its_address_from_the_short_name() -> None:
    group = make_group(name="Smart social inclusion", short_name="SSI", by=None)

    assert group.slug == "ssi"


def test_make_group_cleans_its_objectives() -> None:
    group = make_group(name="Housing", objectives="<p>Homes<script>x()</script></p>", by=None)

    assert group.objectives == "<p>Homes</p>"


def test_make_group_of_a_name_that_is_there_is_refused_whatever_its_case() -> None:
    make_group(name="Housing", by=None)

    with pytest.raises(ValidationError):
        make_group(name="HOUSING", by=None)

    assert Group.objects.count() == 1


def test_make_forum_twice_is_once() -> None:
    first, second = (make_forum(name="Social affairs", by=None) for _ in range(2))

    assert first == second
    assert Forum.objects.count() == 1


def test_describe_group_sets_objectives_and_forums() -> None:
    group, forum = make_group_row(), make_forum(name="Culture", by=None)

    describe_group(group=group, objectives="<p>To learn.</p>", forums=[forum], by=None)

    group.refresh_from_db()
    assert group.objectives == "<p>To learn.</p>"
    assert list(group.forums.all()) == [forum]


def test_join_group_twice_in_the_same_days_is_refused() -> None:
    group, person = make_group_row(), make_person()
    join_group(group=group, person=person, starts_on=date(2020, 1, 1), by=None)

    with pytest.raises(ValidationError, match="belongs to this group in these days already"):
        join_group(group=group, person=person, starts_on=date(2021, 1, 1), by=None)


def test_give_mandate_may_leave_the_seat_vacant() -> None:
    group, city = make_group_row(), make_city("Warsaw")

    mandate = give_mandate(group=group, city=city, starts_on=date(2020, 1, 1), by=None)

    assert mandate.person is None
    assert str(mandate) == f"{group}: chair, Warsaw"
