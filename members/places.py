"""Cities and groups by the names that people write, and the addresses that belong to a city."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Self

from members.models import City, CityDomain, Group
from portal.lib import addresses
from portal.lib.names import fold


@dataclass(frozen=True)
class Places:
    """All member cities and open groups, read once for a whole list."""

    cities: dict[str, tuple[City, ...]]
    groups: dict[str, Group]
    domains: dict[int, tuple[str, ...]]

    @classmethod
    def load(cls) -> Self:
        cities: defaultdict[str, dict[int, City]] = defaultdict(dict)
        domains: defaultdict[int, list[str]] = defaultdict(list)
        for city in City.objects.members().with_other_names():
            for name in (city.name, city.slug, *getattr(city, "other_names", ())):
                cities[fold(name)][city.pk] = city
            cities[fold(f"{city.name} {city.country}")][city.pk] = city
        for city_id, domain in CityDomain.objects.values_list("city_id", "domain"):
            domains[city_id].append(domain)
        groups = {
            fold(name): group
            for group in Group.objects.open()
            for name in (group.slug, group.short_name, group.name)
            if name
        }
        return cls(
            {name: tuple(same.values()) for name, same in cities.items()},
            groups,
            {city_id: tuple(names) for city_id, names in domains.items()},
        )

    def cities_called(self, name: str) -> tuple[City, ...]:
        """None, one, or all that go by this name."""
        return self.cities.get(fold(name), ())

    def group_called(self, name: str) -> Group | None:
        return self.groups.get(fold(name))

    def is_of_city(self, email: str, city: City) -> bool:
        """Whether an address is of one of the city's domains, or below one; where none is recorded any address is."""
        domains = self.domains.get(city.pk)
        return not domains or not set(domains).isdisjoint(addresses.domains_of(email))


def cities_of_address(email: str) -> list[City]:
    """The member cities to which an address belongs by its domain, that of the narrowest domain first."""
    domains = addresses.domains_of(email)
    rows = CityDomain.objects.filter(domain__in=domains, city__in=City.objects.members())
    by_width = sorted(rows.select_related("city"), key=lambda row: domains.index(row.domain))
    return list(dict.fromkeys(row.city for row in by_width))
