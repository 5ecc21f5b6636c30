"""The list of cities and its aliases leave no name in doubt."""

import csv
from pathlib import Path
from zoneinfo import ZoneInfo

from portal.lib.names import fold

FOLDER = Path(__file__).parents[3] / "members" / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_city_has_a_place_and_a_time_zone() -> None:
    for city in rows("cities.csv"):
        assert -90 <= float(city["latitude"]) <= 90, city
        assert -180 <= float(city["longitude"]) <= 180, city
        assert ZoneInfo(city["timezone"]).key == city["timezone"]


def test_every_alias_belongs_to_a_city_of_the_list() -> None:
    cities = {city["name"] for city in rows("cities.csv")}

    assert {alias["name"] for alias in rows("aliases.csv")} <= cities


def test_no_spelling_means_two_cities_or_is_given_twice() -> None:
    names = [fold(city["name"]) for city in rows("cities.csv")]
    names += [fold(alias["alias"]) for alias in rows("aliases.csv")]

    assert sorted(names) == sorted(set(names))
