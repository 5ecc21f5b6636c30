"""Names are one name however they are accented, capitalised or joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.names import fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Białystok", "bialystok"),
        ("Łódź", "lodz"),
        ("Nürnberg", "nurnberg"),
        ("Tromsø", "tromso"),
        ("Đakovo", "dakovo"),
        ("İzmir", "izmir"),
        ("Diyarbakır", "diyarbakir"),
        ("Gießen", "giessen"),
        ("Ærø", "aero"),
        ("Œuilly", "oeuilly"),
        ("Þingvellir, Seyðisfjörður", "thingvellir seydisfjordur"),
        ("Ħamrun", "hamrun"),
        ("Chișinău", "chisinau"),
        ("Timişoara", "timisoara"),
        ("MÁLAGA", "malaga"),
    ],
)
def test_accents_and_capitals_do_not_matter(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_composed_and_decomposed_spellings_are_one() -> None:
    assert fold("Malmo\N{COMBINING DIAERESIS}") == fold("Malmö") == "malmo"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("'s-Hertogenbosch", "s hertogenbosch"),
        ("’s Hertogenbosch", "s hertogenbosch"),
        ("Reggio nell'Emilia", "reggio nellemilia"),
        ("Reggio nell´Emilia", "reggio nellemilia"),
        ("San Sebastián / Donostia", "san sebastian donostia"),
        ("Cluj\N{NON-BREAKING HYPHEN}Napoca", "cluj napoca"),
        ("Cluj – Napoca", "cluj napoca"),
        ("Halle (Saale)", "halle saale"),
        ("\N{NO-BREAK SPACE} The\tHague \n", "the hague"),
        ("Göte\N{SOFT HYPHEN}borg", "goteborg"),
    ],
)
def test_apostrophes_join_and_other_signs_separate(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Αθήνα", "αθηνα"),
        ("ΑΘΗΝΑΣ", "αθηνασ"),
        ("Αθηνάς", "αθηνασ"),
        ("Київ", "киів"),
        ("Скопје", "скопје"),
    ],
)
def test_other_scripts_stay_themselves(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_polish_names_sort_among_their_neighbours() -> None:
    names = ["Madrid", "Łódź", "Zürich", "London", "İzmir", "Istanbul", "Luxembourg"]

    assert sorted(names, key=fold) == [
        "Istanbul",
        "İzmir",
        "Łódź",
        "London",
        "Luxembourg",
        "Madrid",
        "Zürich",
    ]


def test_nothing_to_read_is_empty() -> None:
    assert fold(" – / ? ") == ""


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
