"""Merging two records of one city at the desk."""

import pytest
from django.test import Client

from members.models import City
from tests.factories import (
    make_city,
    make_person,
    make_post,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read, words
from tests.ways_in import make_coordinator

pytestmark = pytest.mark.django_db

ADDRESS = "/manage/cities/nuremberg/merge/"


@pytest.fixture
def desk(client: Client) -> Client:
    make_city("Nuremberg", country_code="DE")
    make_city("Nürnberg", country_code="DE", slug="nuernberg")
    return sign_in(client, make_staff())


def test_the_city_that_stays_is_chosen_among_all_others(desk: Client) -> None:
    page = read(desk, ADDRESS)

    assert [words(one) for one in page.all("option")] == ["Choose", "Nürnberg"]


def test_what_moves_is_seen_before_anything_is_changed(desk: Client) -> None:
    both = make_person("Anna", city=City.objects.get(slug="nuremberg"))
    make_post(person=both, city=City.objects.get(slug="nuernberg"))

    page = read(desk, f"{ADDRESS}?into=nuernberg")

    assert "Nuremberg becomes part of Nürnberg." in page.text
    assert "Posts of people 0 1" in page.text
    assert "Anna, Nuremberg, 1 January 2010" in page.section("What both have")
    assert City.objects.count() == 2


def test_it_is_merged_by_a_button_and_the_old_address_leads_on(desk: Client) -> None:
    response = desk.post(ADDRESS, {"into": "nuernberg"}, follow=True)

    assert response.redirect_chain == [("/manage/cities/nuernberg/", 302)]
    assert "Nuremberg is merged into Nürnberg; its old address leads here." in (
        response.content.decode()
    )
    old = Client().get("/cities/nuremberg/")
    assert (old.status_code, old["Location"]) == (301, "/cities/nuernberg/")


def test_a_city_that_is_none_or_itself_is_refused(desk: Client) -> None:
    for into in ("atlantis", "nuremberg", ""):
        response = desk.post(ADDRESS, {"into": into})

        assert "This did not work yet" in response.content.decode()
    assert City.objects.count() == 2


def test_others_are_told_that_it_is_not_for_them(desk: Client) -> None:
    assert Client().get(ADDRESS)["Location"] == f"/accounts/login/?next={ADDRESS}"
    city = City.objects.get(slug="nuremberg")
    for person in (make_representative(), make_coordinator(city)):
        other = sign_in(Client(), person)
        read(other, ADDRESS, status=403)
        assert other.post(ADDRESS, {"into": "nuernberg"}).status_code == 403
