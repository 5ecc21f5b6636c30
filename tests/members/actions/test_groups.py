from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.actions.groups import (
    close_group,
    describe_group,
    edit_group,
    join_group,
    leave_group,
    make_forum,
    make_group,
    reopen_group,
    set_objectives,
)
from members.models import Forum, Group
from portal.models import LogEntry
from tests.factories import make_group as make_group_row
from tests.factories import make_person, make_staff
from tests.racing import race

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


def test_nobody_joins_a_closed_group() -> None:
    group = make_group_row(closed_on=date(2020, 1, 1), closing_note="Done.")

    with pytest.raises(ValidationError, match="This group is closed"):
        join_group(group=group, person=make_person(), starts_on=date(2020, 1, 1), by=None)


def test_leave_group_ends_with_a_day_and_may_not_end_before_it_began() -> None:
    group, person = make_group_row(), make_person()
    membership = join_group(group=group, person=person, starts_on=date(2020, 1, 1), by=None)

    leave_group(membership=membership, last_on=date(2021, 1, 31), by=None)
    with pytest.raises(ValidationError, match="The end comes before the start"):
        leave_group(membership=membership, last_on=date(2019, 1, 1), by=None)

    membership.refresh_from_db()
    assert membership.ends_on == date(2021, 1, 31)


def test_a_place_that_went_meanwhile_is_not_ended_again() -> None:
    group, person = make_group_row(), make_person()
    membership = join_group(group=group, person=person, starts_on=date(2020, 1, 1), by=None)
    type(membership).objects.all().delete()

    with pytest.raises(ValidationError, match="This place was ended meanwhile"):
        leave_group(membership=membership, last_on=date(2021, 1, 31), by=None)


def test_edit_group_changes_all_that_is_said_and_keeps_the_address() -> None:
    group, contact = make_group_row("Housing"), make_staff()

    edit_group(
        group=group,
        name="Homes",
        short_name="H",
        staff_contact=contact,
        objectives="<p>Homes<script>x()</script></p>",
        forums=[make_forum(name="Culture", by=None)],
        by=None,
    )

    group.refresh_from_db()
    assert (group.name, group.short_name, group.slug) == ("Homes", "H", "housing")
    assert (group.staff_contact, group.objectives) == (contact, "<p>Homes</p>")
    assert [forum.name for forum in group.forums.all()] == ["Culture"]


def test_objectives_of_a_year_are_cleaned_replaced_and_taken_away() -> None:
    group = make_group_row()

    set_objectives(group=group, year=2026, objectives="<p>A<script>x()</script></p>", by=None)
    set_objectives(group=group, year=2026, objectives="<p>B</p>", by=None)
    assert [row.objectives for row in group.years.all()] == ["<p>B</p>"]

    assert set_objectives(group=group, year=2026, objectives="", by=None) is None
    assert set_objectives(group=group, year=2027, objectives=" ", by=None) is None
    assert not group.years.exists()


def test_close_group_says_why_and_reopen_takes_it_back() -> None:
    group, staff = make_group_row(), make_staff()

    closed = close_group(group=group, closed_on=date(2026, 1, 1), note=" Done. ", by=staff)
    assert (closed.closed_on, closed.closing_note) == (date(2026, 1, 1), "Done.")

    reopened = reopen_group(group=group, by=staff)
    assert (reopened.closed_on, reopened.closing_note) == (None, "")
    verbs = LogEntry.objects.filter(actor_id=staff.pk).values_list("verb", flat=True)
    assert set(verbs) == {"close_group", "reopen_group"}


def test_a_group_is_not_closed_without_a_note_nor_reopened_twice() -> None:
    group = make_group_row()

    with pytest.raises(ValidationError, match="says why"):
        close_group(group=group, closed_on=date(2026, 1, 1), note=" ", by=None)
    with pytest.raises(ValidationError, match="is open"):
        reopen_group(group=group, by=None)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_close_a_group_at_once_one_does() -> None:
    group = make_group_row()

    done = race(
        lambda: close_group(group=group, closed_on=date(2026, 1, 1), note="Done.", by=None), times=6
    )

    assert [isinstance(each, ValidationError) for each in done].count(False) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_add_one_person_at_once_one_does_and_the_others_are_told() -> None:
    group, person = make_group_row(), make_person()

    done = race(
        lambda: join_group(group=group, person=person, starts_on=date(2020, 1, 1), by=None), times=6
    )

    assert [isinstance(each, ValidationError) for each in done].count(True) == 5
    assert group.memberships.count() == 1
