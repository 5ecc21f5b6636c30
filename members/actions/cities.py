"""Adding cities, by hand or from the list that comes with the portal, and saying what is to be said of one."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils.text import slugify

from members.models import City, CityAlias, CityMembership, FormerAddress, Person
from portal.lib.locks import hold
from portal.lib.names import fold
from portal.lib.richtext import clean
from portal.models import LogEntry

DATA: Final = Path(__file__).resolve().parent.parent / "data"
DESCRIBED: Final = {
    "name",
    "country_code",
    "country",
    "latitude",
    "longitude",
    "time_zone",
    "text",
    "mailbox",
}


@dataclass(frozen=True)
class Loaded:
    """How many cities and other names were added; those that were there are left as they are."""

    cities: int
    aliases: int


@transaction.atomic
def load_cities(*, by: Person | None = None) -> Loaded:
    """Add the cities of ``data/cities.csv`` and their other names that are not there yet. Twice is once.

    A city that somebody added by hand is known by its name and country, one that was merged into another by its
    former address.
    """
    hold("addresses of cities")
    numbers = set(City.objects.values_list("geonames_id", flat=True))
    names = set(City.objects.values_list("name_key", "country_code"))
    with (DATA / "cities.csv").open(encoding="utf-8") as lines:
        rows = [
            row
            for row in csv.DictReader(lines)
            if int(row["geonames_id"]) not in numbers
            and (fold(row["name"]), row["country_code"]) not in names
        ]
    merged = set(FormerAddress.objects.values_list("slug", flat=True))
    taken = merged | set(City.objects.values_list("slug", flat=True))
    cities = City.objects.bulk_create(
        _city(row, taken) for row in rows if slugify(fold(row["name"])) not in merged
    )
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
    City.objects.select_for_update().get(pk=city.pk)
    membership = CityMembership(city=city, kind=kind, starts_on=starts_on)
    membership.full_clean()
    membership.save()
    LogEntry.objects.record("admit_city", city, by=by, kind=str(kind))
    return membership


@transaction.atomic
def add_city(
    *,
    name: str,
    country_code: str,
    country: str,
    latitude: Decimal,
    longitude: Decimal,
    time_zone: str,
    by: Person | None,
    aliases: Iterable[str] = (),
) -> City:
    """Add a city. Its address is made from its name and stays; no city gets the address of one that was merged."""
    hold("addresses of cities")
    city = City(
        name=name,
        slug=_free_slug(name, country_code),
        country_code=country_code.upper(),
        country=country,
        latitude=latitude,
        longitude=longitude,
        time_zone=time_zone,
    )
    city.full_clean()
    city.save()
    _name_also(city, aliases)
    LogEntry.objects.record("add_city", city, by=by)
    return city


def _free_slug(name: str, country_code: str) -> str:
    plain = slugify(fold(name)) or country_code.lower()
    wanted = [plain, f"{plain}-{country_code.lower()}"]
    wanted += [f"{plain}-{number}" for number in range(2, 100)]
    taken = {
        *City.objects.filter(slug__startswith=plain).values_list("slug", flat=True),
        *FormerAddress.objects.filter(slug__startswith=plain).values_list("slug", flat=True),
    }
    return next(slug for slug in wanted if slug not in taken)


@transaction.atomic
def describe_city(
    *, city: City, by: Person | None, aliases: Iterable[str] | None = None, **facts: Any
) -> City:
    """Change what is said of a city: name, country, place, zone, short text, mailbox; ``aliases`` are all other names.

    What is not given stays as it is, and so does the city's address.
    """
    unknown = facts.keys() - DESCRIBED
    if unknown:
        raise TypeError(f"Nothing is said of a city under {', '.join(sorted(unknown))}.")
    if "text" in facts:
        facts["text"] = clean(facts["text"])
    for name, value in facts.items():
        setattr(city, name, value)
    city.full_clean()
    city.save(update_fields=[*facts, "name_key"])
    if aliases is not None:
        wanted = _name_also(city, aliases)
        city.aliases.exclude(name__in=wanted).delete()
    LogEntry.objects.record("describe_city", city, by=by, facts=sorted(facts))
    return city


def _name_also(city: City, aliases: Iterable[str]) -> set[str]:
    """Add the other names that are missing; what is no other name than the city's own is none."""
    names = {" ".join(alias.split()) for alias in aliases}
    wanted = {name for name in names if name and name != city.name}
    there = set(city.aliases.values_list("name", flat=True))
    rows = [CityAlias(city=city, name=name) for name in sorted(wanted - there)]
    for row in rows:
        row.full_clean()
        row.save()
    return wanted
