"""A city, who decides for it, and a colleague."""

import pytest
from django.test import Client

from members.models import City, Person
from tests.factories import make_city, make_person, make_post, sign_in
from tests.ways_in import make_coordinator


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
