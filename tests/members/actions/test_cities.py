from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.actions.cities import admit_city, load_cities
from members.models import City, CityAlias, CityMembership
from portal.models import LogEntry
from tests.factories import make_city, make_person

pytestmark = pytest.mark.django_db


def test_load_cities_adds_all_of_the_list_with_zone_place_and_key() -> None:
    loaded = load_cities()

    assert loaded.cities == City.objects.count() == 187
    assert loaded.aliases == CityAlias.objects.count() > 100
    bialystok = City.objects.get(slug="bialystok")
    assert (bialystok.name, bialystok.name_key) == ("Białystok", "bialystok")
    assert bialystok.time_zone == "Europe/Warsaw"
    assert float(bialystok.latitude) == pytest.approx(53.1, abs=0.1)


def test_load_cities_twice_is_once_and_leaves_changes_alone() -> None:
    load_cities()
    City.objects.filter(slug="milan").update(text="Changed by hand.")

    again = load_cities()

    assert (again.cities, again.aliases) == (0, 0)
    assert City.objects.get(slug="milan").text == "Changed by hand."


def test_load_cities_knows_a_city_added_by_hand_by_its_name() -> None:
    lyon = make_city("Lyon", country_code="FR", geonames_id=None)

    loaded = load_cities()

    assert loaded.cities == 186
    assert City.objects.get(name="Lyon") == lyon


def test_load_cities_gives_every_city_its_own_address() -> None:
    load_cities()

    slugs = set(City.objects.values_list("slug", flat=True))
    assert len(slugs) == 187
    assert {"milan", "brno", "s-hertogenbosch"} <= slugs


def test_admit_city_makes_it_a_member_and_is_logged() -> None:
    city, staff = make_city("Brno", is_member=False), make_person(office="staff")

    admit_city(city=city, starts_on=date(2015, 1, 1), by=staff)

    assert list(City.objects.members()) == [city]
    entry = LogEntry.objects.get(verb="admit_city")
    assert (entry.subject_id, entry.actor_id, entry.facts) == (city.pk, staff.pk, {"kind": "full"})


def test_admit_city_twice_is_refused_with_a_sentence() -> None:
    city = make_city(is_member=False)
    admit_city(city=city, starts_on=date(2015, 1, 1), by=None)

    with pytest.raises(ValidationError, match="has a membership in these days already"):
        admit_city(city=city, starts_on=date(2020, 1, 1), by=None)

    assert CityMembership.objects.count() == 1
