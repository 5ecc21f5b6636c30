import pytest
from django.core.exceptions import ValidationError

from members.actions.city_domains import add_domain, remove_domain
from members.models import CityDomain
from portal.models import LogEntry
from tests.factories import make_city, make_staff
from tests.racing import race
from tests.ways_in import make_domain

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["utrecht.nl", " @Utrecht.NL ", "utrecht.nl."])
def test_add_domain_takes_it_as_people_type_it_and_is_logged(typed: str) -> None:
    city, staff = make_city(), make_staff()

    assert add_domain(city=city, domain=typed, by=staff).domain == "utrecht.nl"

    entry = LogEntry.objects.get(verb="add_domain")
    assert entry.actor_id == staff.pk
    assert "utrecht" not in str(entry.facts)


@pytest.mark.parametrize("typed", ["utrecht", "someone@utrecht.nl", "ut recht.nl", "-x.nl", "nl."])
def test_what_is_no_domain_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="what stands behind the @"):
        add_domain(city=make_city(), domain=typed, by=None)


def test_a_domain_of_everybody_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"Anyone can have an address at gmail\.com"):
        add_domain(city=make_city(), domain="Gmail.com", by=None)


@pytest.mark.parametrize("domain", ["utrecht.example", "social.utrecht.example", "above.example"])
def test_what_another_city_has_is_refused_with_its_name(domain: str) -> None:
    make_domain(make_city("Utrecht"), "utrecht.example")
    make_domain(make_city("Brno"), "brno.above.example")

    with pytest.raises(ValidationError, match=r"(Utrecht|Brno)’s: remove it there first"):
        add_domain(city=make_city(), domain=domain, by=None)


def test_a_city_may_have_a_domain_and_one_below_it_but_none_twice() -> None:
    city = make_city("Utrecht")
    make_domain(city, "utrecht.example")

    add_domain(city=city, domain="social.utrecht.example", by=None)
    with pytest.raises(ValidationError, match=r"Utrecht has utrecht\.example already"):
        add_domain(city=city, domain="utrecht.example", by=None)


def test_a_name_that_only_ends_like_another_is_another() -> None:
    make_domain(make_city("Utrecht"), "utrecht.example")

    assert add_domain(city=make_city(), domain="nieuw-utrecht.example", by=None).pk


def test_remove_domain_is_logged() -> None:
    domain = make_domain(make_city())

    remove_domain(domain=domain, by=None)

    assert not CityDomain.objects.exists()
    assert LogEntry.objects.filter(verb="remove_domain").exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_cities_that_want_one_domain_at_once_one_gets_it() -> None:
    cities = [make_city() for _ in range(6)]
    waiting = iter(cities)

    done = race(lambda: add_domain(city=next(waiting), domain="shared.example", by=None), times=6)

    assert [isinstance(each, ValidationError) for each in done].count(True) == 5
    assert CityDomain.objects.count() == 1
