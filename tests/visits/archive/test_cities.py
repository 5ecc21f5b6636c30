"""Cities under their many spellings, in running text and in lists."""

import pytest

from tests.visits.archive.pages import gazetteer, names, passage
from visits.archive import KnownCity
from visits.archive.cities import Gazetteer, listed


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Bialystok", "Białystok"),
        ("LODZ", "Łódź"),
        ("Nuremberg", "Nürnberg"),
        ("Göteborg", "Gothenburg"),
        ("San Sebastian", "Donostia / San Sebastián"),
        ("’s-Hertogenbosch", "'s-Hertogenbosch"),
        ("Brighton & Hove", "Brighton"),
        ("Αθήνα", "Athens"),
        ("Київ", "Kyiv"),
        ("Milan’s", "Milan"),
    ],
)
def test_a_city_is_found_under_any_spelling(written: str, name: str) -> None:
    found = [m.city.name for m in gazetteer().mentions(f"We went to {written} by train.")]

    assert found == [name]


@pytest.mark.parametrize(
    "text", ["a nice city", "they split into groups", "Louvain-la-Neuve", "Milanese", "Romania"]
)
def test_other_words_are_no_cities(text: str) -> None:
    assert list(gazetteer().mentions(text)) == []


def test_a_spelling_of_two_cities_finds_neither() -> None:
    cities = Gazetteer(
        [KnownCity(1, "Frankfurt am Main", ("Frankfurt",)), KnownCity(2, "Frankfurt")]
    )

    assert list(cities.mentions("in Frankfurt")) == []
    assert cities.is_shared("frankfurt")
    assert [m.city.id for m in cities.mentions("in Frankfurt am Main")] == [1]


def test_a_list_is_read_with_countries_and_names_that_hold_a_separator() -> None:
    cities, others = listed(
        passage(
            "the cities of Lyon (France), Brno, Czechia, Brighton & Hove; Köln and ’s-Hertogenbosch."
        ),
        gazetteer(),
    )

    assert names(cities) == ["Lyon", "Brno", "Brighton", "Cologne", "'s-Hertogenbosch"]
    assert others == []


def test_names_not_known_are_returned_and_never_taken_for_a_city_within_them() -> None:
    cities, others = listed(
        passage("Brno, Frankfurt (Oder), Sibiu, the European Commission and Germany"), gazetteer()
    )

    assert names(cities) == ["Brno"]
    assert [other.text for other in others] == [
        "Frankfurt (Oder)",
        "Sibiu",
        "the European Commission",
        "Germany",
    ]
