"""The maps of pages: who is on them, and that every city stands in a list of the same page as well."""

from datetime import date

import pytest
from django.test import Client

from members.models import City
from tests.factories import make_attendance, make_city, make_group, make_meeting
from tests.pages import Page, read
from visits.listing import visiting_cities, with_hosts_and_groups
from visits.maps import map_of_cities, map_of_city, map_of_group, map_of_meeting, map_of_network
from visits.models import Meeting

SVG = "{http://www.w3.org/2000/svg}svg"

pytestmark = pytest.mark.django_db


@pytest.fixture
def milan() -> City:
    return make_city("Milan", latitude="45.4643", longitude="9.1895")


@pytest.fixture
def visit(milan: City) -> Meeting:
    """Riga and Las Palmas came to Milan."""
    visit = make_meeting(hosts=(milan,), starts_on=date(2020, 2, 23), lead_group=make_group())
    for city in (
        make_city("Riga", latitude="56.946", longitude="24.1059"),
        make_city("Las Palmas", latitude="28.0997", longitude="-15.4134"),
    ):
        make_attendance(meeting=visit, city=city)
    return visit


def map_of(page: Page) -> str:
    return next(page.all(SVG, role="img")).get("aria-label", "")


def test_a_meetings_map_has_hosts_and_visitors(visit: Meeting) -> None:
    drawn = map_of_meeting(visit, visiting_cities(visit))

    assert drawn is not None
    assert drawn.title == "Milan and 2 visiting cities"
    assert [spot.name for spot in drawn.spots] == ["Milan", "Las Palmas", "Riga"]
    assert len(drawn.ways) == 2


def test_a_meeting_without_host_has_no_map() -> None:
    assert map_of_meeting(make_meeting(), []) is None


def test_a_groups_map_has_where_it_met_and_meets(milan: City) -> None:
    past = make_meeting(hosts=(milan, make_city("Riga")))
    coming = make_meeting(hosts=(milan,))
    upcoming, held = with_hosts_and_groups([coming], [past])

    drawn = map_of_group(upcoming, held)

    assert drawn is not None
    assert [(spot.name, spot.is_host) for spot in drawn.spots] == [("Milan", True), ("Riga", False)]
    assert map_of_group([], []) is None


def test_a_citys_map_has_whom_it_visited(visit: Meeting) -> None:
    riga = City.objects.get(name="Riga")

    drawn = map_of_city(riga, [visit])

    assert [(spot.name, spot.is_host) for spot in drawn.spots] == [("Riga", True), ("Milan", False)]
    assert drawn.title == "Riga, and the cities that it visited"
    assert map_of_city(riga, []).title == "Riga in Europe"


def test_the_networks_map_names_hosts_with_the_month(milan: City) -> None:
    coming = make_meeting(hosts=(milan,), starts_on=date(2090, 6, 1))

    drawn = map_of_network([*City.objects.members(), make_city("Riga")], [coming])

    assert [spot.label for spot in drawn.spots] == ["Milan · June", ""]


def test_the_map_of_cities_has_them_all(visit: Meeting) -> None:
    drawn = map_of_cities(list(City.objects.members()))

    assert {spot.name for spot in drawn.spots} == {"Milan", "Riga", "Las Palmas"}


@pytest.mark.parametrize("address", ["/cities/", "/meetings/{slug}/"])
def test_every_city_of_a_map_is_in_a_list_of_the_page(
    client: Client, visit: Meeting, address: str
) -> None:
    page = read(client, address.format(slug=visit.slug))

    assert map_of(page)
    for city in ("Milan", "Riga", "Las Palmas"):
        assert City.objects.get(name=city).get_absolute_url() in page.links
        assert city in page.text


def test_the_front_page_names_the_hosts_of_its_map_and_leads_to_the_cities(
    client: Client, milan: City
) -> None:
    make_meeting(hosts=(milan,), starts_on=date(2090, 6, 1))

    page = read(client, "/")

    assert map_of(page) == "1 member city, and who hosts the next meetings"
    assert "Milan" in page.section("Next meetings")
    assert "/cities/" in page.links
