"""The desk's list of cities, and adding one."""

import pytest
from django.test import Client

from members.models import City
from portal.models import LogEntry
from tests.cities import make_former_address
from tests.factories import make_city, make_person, make_representative, make_staff, sign_in
from tests.pages import read, words
from tests.personas import make_city_that_left
from tests.ways_in import make_coordinator

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Tromsø",
    "aliases": "Romsa\nTromso",
    "country": "Norway",
    "country_code": "no",
    "latitude": "69.6492",
    "longitude": "18.9553",
    "time_zone": "Europe/Oslo",
}


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


def names(client: Client, query: str = "") -> list[str]:
    page = read(client, f"/manage/cities/{query}")
    return [words(one).split()[0] for one in page.all("th", scope="row")]


def test_all_cities_are_listed_with_what_they_are_and_who_is_there(desk: Client) -> None:
    utrecht = make_city("Utrecht")
    make_coordinator(utrecht)
    make_person(city=utrecht)
    make_person(city=make_city("Brno", kind="associate"))
    make_city("Elsewhere", is_member=False)

    page = read(desk, "/manage/cities/")

    assert [words(row) for row in page.all("tr")][1:] == [
        "Brno Netherlands Associate member none 1",
        "Elsewhere Netherlands Not a member none 0",
        "Utrecht Netherlands Full member 1 2",
    ]
    assert "3 cities" in page.text
    assert "/manage/cities/utrecht/" in page.links


def test_it_is_searched_by_every_name_and_narrowed_by_membership(desk: Client) -> None:
    make_city("Łódź", aliases=("Lodsch",))
    make_city("Brno", kind="partner")
    make_city_that_left()

    assert names(desk, "?q=lodz") == names(desk, "?q=lodsch") == ["Łódź"]
    assert names(desk, "?membership=partner") == ["Brno"]
    assert names(desk, "?membership=none") == ["City"]
    assert names(desk, "?q=+-+") == ["Brno", "City", "Łódź"]
    assert "No city is like that." in read(desk, "/manage/cities/?q=atlantis").text


def test_a_filter_that_makes_no_sense_says_so_and_shows_all(desk: Client) -> None:
    make_city("Brno")

    page = read(desk, "/manage/cities/?membership=nonsense&page=abc")

    assert "Select a valid choice" in page.text
    assert "1 city" in page.text


def test_a_long_list_comes_in_pages_that_keep_what_was_asked(desk: Client) -> None:
    for number in range(51):
        make_city(f"Town {number:02}")

    first = read(desk, "/manage/cities/?q=town")
    second = read(desk, "/manage/cities/?q=town&page=2")

    assert "?q=town&page=2" in first.links
    assert len(list(first.all("th", scope="row"))) == 50
    assert [words(one) for one in second.all("th", scope="row")] == ["Town 50 Netherlands"]


def test_a_city_is_added_with_its_names(desk: Client) -> None:
    response = desk.post("/manage/cities/add/", NEW, follow=True)

    city = City.objects.get()
    assert response.redirect_chain == [("/manage/cities/tromso/", 302)]
    assert (city.country_code, city.time_zone) == ("NO", "Europe/Oslo")
    assert [alias.name for alias in city.aliases.all()] == ["Romsa", "Tromso"]
    assert "Tromsø is added. It is no member of the network yet." in response.content.decode()
    assert LogEntry.objects.filter(verb="add_city", subject_id=city.pk).exists()


def test_a_city_that_is_there_is_not_added_again_whatever_its_accents(desk: Client) -> None:
    make_city("Tromso", country_code="NO")

    response = desk.post("/manage/cities/add/", NEW)

    assert "This country has a city of this name already." in response.content.decode()
    assert City.objects.count() == 1


def test_a_new_city_never_gets_the_address_of_one_that_was_merged(desk: Client) -> None:
    make_former_address(make_city("Elsewhere"), "tromso")

    desk.post("/manage/cities/add/", NEW)

    assert City.objects.get(name="Tromsø").slug == "tromso-no"


def test_what_is_wrong_stands_at_its_field(desk: Client) -> None:
    wrong = NEW | {"country_code": "N1", "latitude": "120", "time_zone": "Europe/Utopia"}

    text = desk.post("/manage/cities/add/", wrong).content.decode()

    for sentence in ("two letters", "Europe/Utopia is not one of"):
        assert sentence in text
    assert not City.objects.exists()
    text = desk.post("/manage/cities/add/", NEW | {"latitude": "120"}).content.decode()
    assert "off the globe" in text


@pytest.mark.parametrize("address", ["/manage/cities/", "/manage/cities/add/"])
def test_others_are_told_that_it_is_not_for_them(client: Client, address: str) -> None:
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    for person in (make_representative(), make_coordinator()):
        read(sign_in(Client(), person), address, status=403)
