"""A city, who decides for it, a colleague, and somebody who leaves."""

import pytest
from django.test import Client

from members.models import City, Group, GroupMembership, Mandate, Person, Post
from tests.factories import (
    make_city,
    make_group,
    make_group_membership,
    make_mandate,
    make_meeting,
    make_person,
    make_post,
    sign_in,
)
from tests.registrations import make_open_meeting, make_registration
from tests.ways_in import make_coordinator
from visits.models import Meeting, Organiser, Registration


@pytest.fixture
def city() -> City:
    return make_city("Utrecht")


@pytest.fixture
def coordinator(city: City) -> Person:
    return make_coordinator(city, "Utrecht coordinator")


@pytest.fixture
def colleague(city: City) -> Person:
    person = make_person("Utrecht officer")
    make_post(person=person, city=city, title="Policy officer, housing")
    return person


@pytest.fixture
def desk(client: Client, coordinator: Person) -> Client:
    return sign_in(client, coordinator)


# Somebody who leaves, and what hangs on that person -------------------------------------------------


@pytest.fixture
def leaver(city: City) -> Person:
    return make_person("Utrecht officer", city=city)


@pytest.fixture
def heir(city: City) -> Person:
    return make_person("Utrecht newcomer", city=city)


@pytest.fixture
def post(leaver: Person) -> Post:
    return leaver.posts.get()


@pytest.fixture
def group() -> Group:
    return make_group("Urban farming")


@pytest.fixture
def mandate(group: Group, city: City, leaver: Person) -> Mandate:
    return make_mandate(group=group, city=city, person=leaver)


@pytest.fixture
def place(group: Group, leaver: Person) -> GroupMembership:
    return make_group_membership(person=leaver, group=group)


@pytest.fixture
def meeting(group: Group, city: City) -> Meeting:
    return make_meeting("Visit", lead_group=group, hosts=(city,))


@pytest.fixture
def registration(leaver: Person) -> Registration:
    """Of who leaves, with the one seat that the city has."""
    visit = make_open_meeting("Night visit", room_seats=9, seats_per_city=1)
    return make_registration(meeting=visit, person=leaver)


@pytest.fixture
def organiser(meeting: Meeting, leaver: Person) -> Organiser:
    return Organiser.objects.create(meeting=meeting, person=leaver)
