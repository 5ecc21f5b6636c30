from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.actions.mandates import end_mandate, give_mandate, pass_mandate
from members.models import City, Group, Mandate, Person
from portal.models import LogEntry
from tests.factories import make_city, make_group, make_mandate, make_person, make_post, make_staff
from tests.racing import race

pytestmark = pytest.mark.django_db

SINCE, LATER = date(2020, 1, 1), date(2024, 5, 1)


def seat() -> tuple[Group, City, Person]:
    city = make_city("Warsaw")
    return make_group(), city, make_person("Warsaw representative", city=city)


def test_give_mandate_may_leave_the_seat_vacant() -> None:
    group, city, _ = seat()

    mandate = give_mandate(group=group, city=city, starts_on=SINCE, by=None)

    assert mandate.person is None
    assert str(mandate) == f"{group}: chair, Warsaw"


def test_give_mandate_to_a_person_of_the_city_and_is_logged() -> None:
    group, city, person = seat()
    staff = make_staff()

    mandate = give_mandate(group=group, city=city, person=person, starts_on=SINCE, by=staff)

    assert mandate.person == person
    entry = LogEntry.objects.get(verb="give_mandate")
    assert (entry.actor_id, entry.facts) == (staff.pk, {"city": city.pk, "kind": "chair"})


def test_who_holds_no_post_there_holds_no_seat() -> None:
    group, city, _ = seat()

    with pytest.raises(ValidationError, match="holds no post in Warsaw on 1 January 2020"):
        give_mandate(group=group, city=city, person=make_person(), starts_on=SINCE, by=None)


def test_a_city_outside_the_network_gets_no_seat() -> None:
    with pytest.raises(ValidationError, match="is no member on 1 January 2020"):
        give_mandate(group=make_group(), city=make_city(is_member=False), starts_on=SINCE, by=None)


def test_a_closed_group_gets_no_chair() -> None:
    group = make_group(closed_on=SINCE, closing_note="Done.")

    with pytest.raises(ValidationError, match="This group is closed"):
        give_mandate(group=group, city=make_city(), starts_on=SINCE, by=None)


def test_the_same_seat_twice_is_refused() -> None:
    group, city, _ = seat()
    give_mandate(group=group, city=city, starts_on=SINCE, by=None)

    with pytest.raises(ValidationError, match="This city holds this seat in these days already"):
        give_mandate(group=group, city=city, starts_on=LATER, by=None)


def test_pass_mandate_keeps_who_held_it_until_the_day_before() -> None:
    group, city, person = seat()
    mandate = make_mandate(group=group, city=city, person=person, starts_on=SINCE)
    successor = make_person("Successor", city=city)

    pass_mandate(mandate=mandate, person=successor, from_on=LATER, by=None)

    rows = Mandate.objects.order_by("starts_on").values_list("person__name", "starts_on", "ends_on")
    assert list(rows) == [
        ("Warsaw representative", SINCE, date(2024, 4, 30)),
        ("Successor", LATER, None),
    ]


def test_pass_mandate_from_its_first_day_corrects_it() -> None:
    group, city, person = seat()
    mandate = make_mandate(group=group, city=city, starts_on=SINCE)

    pass_mandate(mandate=mandate, person=person, from_on=SINCE, by=None)

    assert Mandate.objects.get().person == person


def test_pass_mandate_to_nobody_leaves_the_seat_vacant() -> None:
    group, city, person = seat()
    mandate = make_mandate(group=group, city=city, person=person, starts_on=SINCE)

    assert pass_mandate(mandate=mandate, person=None, from_on=LATER, by=None).person is None


@pytest.mark.parametrize("from_on", [date(2019, 12, 31), date(2025, 1, 1)])
def test_pass_mandate_outside_its_days_is_refused(from_on: date) -> None:
    group, city, person = seat()
    mandate = make_mandate(group=group, city=city, starts_on=SINCE, ends_on=date(2024, 12, 31))

    with pytest.raises(ValidationError, match="The city does not hold this seat on"):
        pass_mandate(mandate=mandate, person=person, from_on=from_on, by=None)


def test_pass_mandate_to_someone_of_another_city_or_to_the_same_changes_nothing() -> None:
    group, city, person = seat()
    mandate = make_mandate(group=group, city=city, person=person, starts_on=SINCE)
    other = make_person()
    make_post(person=other, city=make_city())

    for to, why in ((other, "holds no post in Warsaw"), (person, "That is so already")):
        with pytest.raises(ValidationError, match=why):
            pass_mandate(mandate=mandate, person=to, from_on=LATER, by=None)

    assert Mandate.objects.get().ends_on is None


def test_end_mandate_with_a_day() -> None:
    group, city, _ = seat()
    mandate = make_mandate(group=group, city=city, starts_on=SINCE)

    end_mandate(mandate=mandate, last_on=LATER, by=None)
    with pytest.raises(ValidationError, match="The end comes before the start"):
        end_mandate(mandate=mandate, last_on=date(2019, 1, 1), by=None)

    mandate.refresh_from_db()
    assert mandate.ends_on == LATER


def test_a_seat_that_went_meanwhile_is_neither_ended_nor_passed_on() -> None:
    group, city, person = seat()
    mandate = make_mandate(group=group, city=city, starts_on=SINCE)
    Mandate.objects.all().delete()

    with pytest.raises(ValidationError, match="This seat was ended meanwhile"):
        end_mandate(mandate=mandate, last_on=LATER, by=None)
    with pytest.raises(ValidationError, match="This seat was ended meanwhile"):
        pass_mandate(mandate=mandate, person=person, from_on=LATER, by=None)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_give_the_same_seat_at_once_one_does_and_the_others_are_told() -> None:
    group, city, _ = seat()

    done = race(lambda: give_mandate(group=group, city=city, starts_on=SINCE, by=None), times=6)

    assert [isinstance(each, ValidationError) for each in done].count(True) == 5
