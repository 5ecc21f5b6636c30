"""Adding cities, by hand or from the list that comes with the portal."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.text import slugify

from members.models import City, CityAlias, CityMembership, Person
from portal.lib.names import fold
from portal.models import LogEntry

DATA: Final = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Loaded:
    """How many cities and other names were added; those that were there are left as they are."""

    cities: int
    aliases: int


@transaction.atomic
def load_cities(*, by: Person | None = None) -> Loaded:
    """Add the cities of ``data/cities.csv`` and their other names that are not there yet. Twice is once.

    A city that somebody added by hand is known by its name and country.
    """
    numbers = set(City.objects.values_list("geonames_id", flat=True))
    names = set(City.objects.values_list("name_key", "country_code"))
    with (DATA / "cities.csv").open(encoding="utf-8") as lines:
        rows = [
            row
            for row in csv.DictReader(lines)
            if int(row["geonames_id"]) not in numbers
            and (fold(row["name"]), row["country_code"]) not in names
        ]
    taken = set(City.objects.values_list("slug", flat=True))
    cities = City.objects.bulk_create(_city(row, taken) for row in rows)
    aliases = _load_aliases()
    loaded = Loaded(len(cities), aliases)
    if cities:
        LogEntry.objects.record("load_cities", cities[0], by=by, cities=loaded.cities)
    return loaded


def _city(row: dict[str, str], taken: set[str]) -> City:
    slug = slugify(fold(row["name"]))
    if slug in taken:
        slug = f"{slug}-{row['country_code'].lower()}"
    taken.add(slug)
    return City(
        name=row["name"],
        slug=slug,
        country_code=row["country_code"],
        country=row["country"],
        latitude=Decimal(row["latitude"]),
        longitude=Decimal(row["longitude"]),
        time_zone=row["timezone"],
        geonames_id=int(row["geonames_id"]),
    )


def _load_aliases() -> int:
    ids = dict(City.objects.values_list("name", "pk"))
    there = set(CityAlias.objects.values_list("city_id", "name"))
    with (DATA / "aliases.csv").open(encoding="utf-8") as lines:
        wanted = [
            (ids[row["name"]], row["alias"]) for row in csv.DictReader(lines) if row["name"] in ids
        ]
    new = dict.fromkeys(pair for pair in wanted if pair not in there)
    return len(
        CityAlias.objects.bulk_create(CityAlias(city_id=city, name=name) for city, name in new)
    )


@transaction.atomic
def admit_city(
    *,
    city: City,
    starts_on: date,
    by: Person | None,
    kind: CityMembership.Kind = CityMembership.Kind.FULL,
) -> CityMembership:
    """Begin a city's membership of the network."""
    membership = CityMembership(city=city, kind=kind, starts_on=starts_on)
    membership.full_clean()
    membership.save()
    LogEntry.objects.record("admit_city", city, by=by, kind=str(kind))
    return membership
