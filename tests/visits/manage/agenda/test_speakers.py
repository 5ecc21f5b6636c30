"""Speakers of an item: looked for among people of the network, or just named."""

import pytest
from django.test import Client

from members.models import Person
from tests.factories import make_city, make_person
from tests.visits.manage.agenda.conftest import AGENDA, SCRIPT
from tests.visits.manage.agenda.test_items import whole
from visits.models import AgendaItem, Meeting, Speaker

pytestmark = pytest.mark.django_db


def test_ten_names_with_their_cities_and_no_addresses(
    client: Client, secretary: Person, meeting: Meeting
) -> None:
    city = make_city("Łódź")
    for number in range(12):
        make_person(f"Żaneta {number:02}", city=city, email=f"zaneta-{number}@example.org")

    page = client.get(f"{AGENDA}people/?q=zaneta", headers=SCRIPT).content.decode()

    assert page.count("Żaneta") == 10
    assert "Łódź" in page
    assert "@" not in page


@pytest.mark.parametrize("words", ["Z", "", "zaneta@example.org", "\0\0\0"])
def test_too_little_and_addresses_find_nobody(
    client: Client, secretary: Person, meeting: Meeting, words: str
) -> None:
    make_person("Żaneta", email="zaneta@example.org")

    assert "radio" not in client.get(f"{AGENDA}people/", {"q": words}).content.decode()


def test_without_scripts_a_button_looks_for_the_name_and_saves_nothing(
    client: Client, secretary: Person, lunch: AgendaItem
) -> None:
    known = make_person("Utrecht cook", city=make_city("Utrecht"))
    row = {"speakers-TOTAL_FORMS": "1", "speakers-0-name": "utrecht"}

    address = f"{AGENDA}items/{lunch.pk}/"
    page = client.post(address, whole(lunch, title="Late", look="1", **row)).content.decode()

    assert f'name="speakers-0-person" value="{known.pk}"' in page
    assert 'value="Late"' in page
    lunch.refresh_from_db()
    assert lunch.title == "Lunch"


def test_another_row_is_given_and_nothing_saved(
    client: Client, secretary: Person, lunch: AgendaItem
) -> None:
    row = {"speakers-TOTAL_FORMS": "1", "speakers-0-name": "Deputy mayor", "more": "1"}

    page = client.post(f"{AGENDA}items/{lunch.pk}/", whole(lunch, **row)).content.decode()

    assert 'value="Deputy mayor"' in page
    assert 'name="speakers-1-name"' in page
    assert not Speaker.objects.exists()


def test_an_emptied_row_goes_and_a_name_of_ones_own_stays(
    client: Client, secretary: Person, lunch: AgendaItem
) -> None:
    person = make_person("Utrecht cook")
    Speaker.objects.create(item=lunch, person=person, name="The cook", position=0)
    Speaker.objects.create(item=lunch, name="Deputy mayor", position=1)
    rows = {
        "speakers-TOTAL_FORMS": "2",
        "speakers-INITIAL_FORMS": "2",
        "speakers-0-person": str(person.pk),
        "speakers-0-name": "The cook",
        "speakers-1-name": "",
    }

    client.post(f"{AGENDA}items/{lunch.pk}/", whole(lunch, **rows))

    assert str(lunch.speakers.get()) == "The cook"


def test_a_city_that_nobody_knows_is_said(
    client: Client, secretary: Person, lunch: AgendaItem
) -> None:
    row = {
        "speakers-TOTAL_FORMS": "1",
        "speakers-0-name": "Someone",
        "speakers-0-city": "Atlantis",
    }

    page = client.post(f"{AGENDA}items/{lunch.pk}/", whole(lunch, **row)).content.decode()

    assert "is no city that we know" in page
    assert 'value="Someone"' in page
