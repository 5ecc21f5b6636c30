"""The pages and the cities that the tests of the archive read."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from visits.archive import KnownCity, Understanding
from visits.archive.cities import Gazetteer
from visits.archive.facts import Fact
from visits.archive.lines import Passage
from visits.archive.page import read_page

ROOT = Path(__file__).parents[3]
MILAN = ROOT / "portal" / "demo" / "milan-2017.txt"


@cache
def known_cities() -> tuple[KnownCity, ...]:
    """Return the cities of the network's list, numbered by row, with their aliases."""
    aliases = defaultdict(list)
    for row in _rows("aliases.csv"):
        aliases[row["name"]].append(row["alias"])
    return tuple(
        KnownCity(number, row["name"], tuple(aliases[row["name"]]))
        for number, row in enumerate(_rows("cities.csv"), start=1)
    )


def gazetteer() -> Gazetteer:
    """Return the known cities as the recognisers ask for them."""
    return Gazetteer(known_cities())


def milan() -> str:
    """Return the legacy page of Milan."""
    return MILAN.read_text(encoding="utf-8")


def read(text: str, *, year: int | None = None) -> Understanding:
    """Read a page with the network's cities."""
    return read_page(text, cities=known_cities(), year=year)


def passage(text: str, line: int = 1) -> Passage:
    """Return words as they stand on one line."""
    return Passage(text, ((0, line),))


def names(cities: tuple[Fact[KnownCity], ...] | list[Fact[KnownCity]]) -> list[str]:
    """Return the names of cities read."""
    return [fact.value.name for fact in cities]


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "members" / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
