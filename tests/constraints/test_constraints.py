"""Every constraint by name: the database refuses a raw row that breaks it, and a form is told why."""

from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from members.models import (
    Group,
)
from tests import factories as make
from tests.constraints import (
    of_cities,
    of_documents,
    of_members,
    of_preparing,
    of_registrations,
    of_visits,
    of_ways_in,
)
from tests.constraints.register import DAY, NEXT_DAY, VIOLATIONS

pytestmark = pytest.mark.django_db

OURS = ("portal", "members", "visits", "documents")
FILLED_BY = (
    of_members,
    of_cities,
    of_ways_in,
    of_visits,
    of_preparing,
    of_registrations,
    of_documents,
)


def constraints() -> Iterator[tuple[type[models.Model], models.BaseConstraint]]:
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            for constraint in model._meta.constraints:
                yield model, constraint


def constraint_named(name: str) -> models.BaseConstraint:
    return next(constraint for _, constraint in constraints() if constraint.name == name)


def test_each_constraint_is_here_and_nothing_else() -> None:
    assert {constraint.name for _, constraint in constraints()} == set(VIOLATIONS)


@pytest.mark.parametrize("name", VIOLATIONS)
def test_the_database_refuses_a_raw_row(name: str) -> None:
    row = VIOLATIONS[name]()

    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        row.save()


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_form_is_told_in_a_sentence(name: str) -> None:
    row = VIOLATIONS[name]()

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    told = refused.value.messages
    assert len(told) == 1, told
    assert told[0].endswith(".")
    assert name not in told[0]
    said = constraint_named(name).violation_error_message
    if said and said != models.BaseConstraint.default_violation_error_message:
        assert told == [str(said)]


@pytest.mark.parametrize(
    "fields",
    [
        {"starts": time(22, 0), "ends": time(1, 0), "ends_next_day": True},
        {"starts": time(22, 0), "ends": time(0, 0), "ends_next_day": True},
        {"starts": time(9, 0), "ends": time(23, 59)},
    ],
)
def test_an_item_may_pass_midnight_when_it_says_so(fields: dict[str, Any]) -> None:
    item = of_visits.an_item(**fields)

    item.full_clean()
    item.save()

    assert item.ends_at > item.starts_at


@pytest.mark.parametrize("ends", [time(9, 30), time(9, 0)])
def test_an_item_without_length_or_backwards_is_refused(ends: time) -> None:
    with pytest.raises(IntegrityError, match="agenda_item_ends_after_start"):
        of_visits.an_item(starts=time(9, 30), ends=ends).save()


def test_an_item_of_more_than_a_day_is_refused() -> None:
    with pytest.raises(IntegrityError, match="agenda_item_ends_after_start"):
        of_visits.an_item(starts=time(9, 30), ends=time(9, 31), ends_next_day=True).save()


def test_a_post_may_begin_the_day_after_another_ended_and_in_another_city_at_once() -> None:
    person, city = make.make_person(), make.make_city()
    make.make_post(person=person, city=city, ends_on=DAY)

    make.make_post(person=person, city=city, starts_on=NEXT_DAY)
    make.make_post(person=person, city=make.make_city(), starts_on=DAY)

    assert person.posts.count() == 3


def test_an_open_group_has_no_closing_note() -> None:
    with pytest.raises(IntegrityError, match="group_closed_with_note"):
        Group.objects.create(name="Culture", slug="culture", closing_note="Done.")


def test_people_without_an_address_are_many_and_an_empty_address_is_none() -> None:
    make.make_person(email=None), make.make_person(email=None)

    with pytest.raises(IntegrityError, match="person_email_lower_case"):
        make.make_person(email="")
