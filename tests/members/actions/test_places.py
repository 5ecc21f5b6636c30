"""Places in groups: nominated, asked for, answered, withdrawn from, given up; and what is told of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.actions import places
from members.models import City, Group, GroupMembership, GroupRequest, Person
from members.reader import Reader
from portal.models import LogEntry, Message
from tests.factories import (
    make_city,
    make_group,
    make_group_membership,
    make_person,
    make_staff,
)
from tests.personas import today, tomorrow, yesterday
from tests.racing import race
from tests.ways_in import make_coordinator, make_group_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city("Utrecht")


@pytest.fixture
def coordinator(city: City) -> Person:
    return make_coordinator(city, "Utrecht coordinator")


@pytest.fixture
def person(city: City) -> Person:
    return make_person("Utrecht officer", city=city)


@pytest.fixture
def group() -> Group:
    return make_group("Urban farming", staff_contact=make_staff("Secretariat"))


def told() -> dict[str, str]:
    """The subjects of the mails, by name of the mail and addressee."""
    return {
        f"{message.name} to {message.person}": message.subject
        for message in Message.objects.select_related("person")
    }


def is_in(person: Person, group: Group) -> bool:
    return group.pk in Reader(person=person).group_ids


# Nominating --------------------------------------------------------------------------------------


def test_a_nominee_has_the_place_at_once_and_is_told_as_is_the_contact(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    places.nominate(person=person, city=city, group=group, by=coordinator)

    assert is_in(person, group)
    assert told() == {
        "nominated to Utrecht officer": "You have a place in Urban farming",
        "group_joined to Secretariat": "Utrecht officer joins Urban farming",
    }
    text = Message.objects.get(name="nominated").text
    assert (
        "Utrecht coordinator nominated you to the working group Urban farming, for Utrecht." in text
    )
    assert "/groups/urban-farming/" in text


def test_who_takes_a_place_needs_no_letter_of_it(
    city: City, group: Group, coordinator: Person
) -> None:
    places.nominate(person=coordinator, city=city, group=group, by=coordinator)

    assert list(told()) == ["group_joined to Secretariat"]


def test_a_nomination_grants_what_was_asked_for(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    asked = make_group_request(person=person, group=group, city=city)

    places.nominate(person=person, city=city, group=group, by=coordinator)

    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("granted", coordinator)


def test_a_closed_group_takes_nobody_and_says_why(
    person: Person, city: City, coordinator: Person
) -> None:
    closed = make_group("Ale", closed_on=date(2020, 1, 1), closing_note="Its work is done.")

    with pytest.raises(ValidationError, match=r"Ale is closed .* Its work is done"):
        places.nominate(person=person, city=city, group=closed, by=coordinator)
    with pytest.raises(ValidationError, match="Ale is closed"):
        places.ask_for_place(person=person, city=city, group=closed, by=person)

    assert not GroupMembership.objects.exists()
    assert not GroupRequest.objects.exists()
    assert not Message.objects.exists()


def test_only_who_holds_a_post_in_the_city_is_nominated_by_it(
    person: Person, group: Group, coordinator: Person
) -> None:
    with pytest.raises(ValidationError, match="Utrecht officer holds no post in Riga today"):
        places.nominate(person=person, city=make_city("Riga"), group=group, by=coordinator)


def test_who_is_in_the_group_is_not_nominated_again(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    make_group_membership(person=person, group=group)

    with pytest.raises(ValidationError, match="has a place in Urban farming already"):
        places.nominate(person=person, city=city, group=group, by=coordinator)


def test_a_place_that_was_to_begin_later_begins_now(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    make_group_membership(person=person, group=group, starts_on=tomorrow())

    places.nominate(person=person, city=city, group=group, by=coordinator)

    assert GroupMembership.objects.get().starts_on == today()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_nominate_at_once_one_is_told_that_it_is_done(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    results = race(
        lambda: places.nominate(person=person, city=city, group=group, by=coordinator), times=2
    )

    assert sorted(isinstance(each, ValidationError) for each in results) == [False, True]
    assert GroupMembership.objects.count() == 1
    assert Message.objects.filter(name="nominated").count() == 1


# Withdrawing and giving up -----------------------------------------------------------------------


def test_who_is_withdrawn_is_out_at_once_and_is_told_as_is_the_contact(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    make_group_membership(person=person, group=group)

    places.withdraw(person=person, city=city, group=group, by=coordinator)

    assert not is_in(person, group)
    assert GroupMembership.objects.get().ends_on == yesterday()
    assert told() == {
        "withdrawn_from_group to Utrecht officer": "Your place in Urban farming has ended",
        "group_left to Secretariat": "Utrecht officer leaves Urban farming",
    }


def test_nominated_and_withdrawn_on_one_day_twice_over(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    for _ in range(2):
        places.nominate(person=person, city=city, group=group, by=coordinator)
        places.withdraw(person=person, city=city, group=group, by=coordinator)

    assert not GroupMembership.objects.exists()
    assert LogEntry.objects.filter(verb="withdraw_from_group").count() == 2


def test_nobody_is_withdrawn_from_a_group_without_a_place(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    with pytest.raises(ValidationError, match="has no place in Urban farming"):
        places.withdraw(person=person, city=city, group=group, by=coordinator)


def test_who_gives_a_place_up_is_out_and_the_city_is_told(
    person: Person, group: Group, coordinator: Person
) -> None:
    make_group_membership(person=person, group=group)

    places.give_up_place(person=person, group=group, by=person)

    assert not is_in(person, group)
    assert told() == {
        "place_given_up to Utrecht coordinator": "Utrecht officer gave up the place in Urban farming",
        "group_left to Secretariat": "Utrecht officer leaves Urban farming",
    }


def test_people_without_an_address_are_not_written_to(
    city: City, group: Group, coordinator: Person
) -> None:
    silent = make_person(city=city, email=None)

    places.nominate(person=silent, city=city, group=group, by=coordinator)

    assert list(told()) == ["group_joined to Secretariat"]
