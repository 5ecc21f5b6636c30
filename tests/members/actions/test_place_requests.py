"""Places in groups that are asked for: the request, its answer, and what is told of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.actions import places
from members.models import City, Group, Person
from members.reader import Reader
from portal.models import LogEntry, Message
from tests.factories import make_city, make_group, make_person, make_staff
from tests.personas import today
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


def test_a_request_waits_three_working_days_for_the_city(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    asked = places.ask_for_place(person=person, city=city, group=group, by=person)

    assert not is_in(person, group)
    assert asked.to_staff_at is not None
    assert timedelta(days=2) < asked.to_staff_at - timezone.now() < timedelta(days=12)
    assert Reader(person=coordinator).number_waiting == 1


def test_a_request_to_a_city_without_coordinator_is_with_staff_at_once(
    person: Person, city: City, group: Group
) -> None:
    assert places.ask_for_place(person=person, city=city, group=group, by=person).is_with_staff


def test_nobody_asks_twice(person: Person, city: City, group: Group) -> None:
    places.ask_for_place(person=person, city=city, group=group, by=person)

    with pytest.raises(ValidationError, match="asked for this group already"):
        places.ask_for_place(person=person, city=city, group=group, by=person)


def test_a_request_is_taken_back_and_may_be_made_again(
    person: Person, city: City, group: Group
) -> None:
    asked = places.ask_for_place(person=person, city=city, group=group, by=person)

    places.take_back_request(person=person, group=group, by=person)

    asked.refresh_from_db()
    assert asked.answer == "taken_back"
    with pytest.raises(ValidationError, match="no open request"):
        places.take_back_request(person=person, group=group, by=person)
    places.ask_for_place(person=person, city=city, group=group, by=person)


def test_yes_gives_the_place_and_is_told(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    asked = make_group_request(person=person, group=group, city=city)

    places.grant_place(asked=asked, by=coordinator)

    asked.refresh_from_db()
    assert is_in(person, group)
    assert (asked.answer, asked.answered_by) == ("granted", coordinator)
    assert told() == {
        "place_granted to Utrecht officer": "Yes: you have a place in Urban farming",
        "group_joined to Secretariat": "Utrecht officer joins Urban farming",
    }


def test_no_is_told_with_its_reason(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    asked = make_group_request(person=person, group=group, city=city)

    places.refuse_place(asked=asked, reason="Housing has the seat this year.", by=coordinator)

    asked.refresh_from_db()
    assert not is_in(person, group)
    assert (asked.answer, asked.reason) == ("refused", "Housing has the seat this year.")
    assert list(told()) == ["place_refused to Utrecht officer"]
    assert "Housing has the seat this year." in Message.objects.get().text
    assert "Housing" not in str(LogEntry.objects.get(verb="answer_place").facts)


def test_yes_to_a_group_that_was_closed_meanwhile_changes_nothing(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    asked = make_group_request(person=person, group=group, city=city)
    Group.objects.update(closed_on=today(), closing_note="Its work is done.")

    with pytest.raises(ValidationError, match="is closed"):
        places.grant_place(asked=asked, by=coordinator)

    asked.refresh_from_db()
    assert asked.answer == ""
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_yes_and_no_at_once_one_counts(
    person: Person, city: City, group: Group, coordinator: Person
) -> None:
    asked = make_group_request(person=person, group=group, city=city)
    answers = [
        lambda: places.grant_place(asked=asked, by=coordinator) is not None,
        lambda: places.refuse_place(asked=asked, reason="No.", by=coordinator) is None,
    ]

    turns = iter(answers)

    def answer_next() -> object:
        return next(turns)()

    results = race(answer_next, times=2)

    assert sorted(isinstance(each, ValidationError) for each in results) == [False, True]
    asked.refresh_from_db()
    assert is_in(person, group) == (asked.answer == "granted")
    assert LogEntry.objects.filter(verb="answer_place").count() == 1
