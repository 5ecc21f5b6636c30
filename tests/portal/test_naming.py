"""People are found by name however it is written, and by address, and nobody else is."""

import pytest

from members.models import City
from portal.naming import Sought
from tests.factories import make_city, make_meeting, make_release

pytestmark = pytest.mark.django_db

LUKASZ = Sought.of(["Łukasz Żółć-O’Brien"], ["lukasz@utrecht.example"])


@pytest.mark.parametrize(
    "text",
    [
        "Łukasz Żółć-O’Brien spoke.",
        "spoken by LUKASZ ZOLC OBRIEN",
        "Łukasz  Żółć-O'Brien",
        "Z\u0307o\u0301łc\u0301-O'Brien, or Lukasz Zo\u0301łc\u0301 O'Brien",
        "O’Brien, Łukasz Żółć",
        "<p>by <b>Łukasz</b> Żółć&#8209;O&#8217;Brien</p>",
        "Lukasz_Zolc-OBrien_final.pptx",
        "Write to Lukasz@Utrecht.Example!",
        "mailto:lukasz@utrecht.example.",
    ],
)
def test_is_found(text: str) -> None:
    city = make_city(text=text)

    assert LUKASZ.is_named_in(text)
    assert list(LUKASZ.rows_naming(City, "text")) == [city]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Łukasz Nowak and Ewa Żółć-O’Brien",
        "Maciej Łukasz Żółć-O’Brienowski",
        "old.lukasz@utrecht.example",
        "lukasz@utrecht.example-city",
    ],
)
def test_is_not_found(text: str) -> None:
    make_city(text=text)

    assert list(LUKASZ.rows_naming(City, "text")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ægir Þórsson", "Aegir Thorsson"),
        ("Jürgen Groß", "JURGEN GROSS"),
        ("İlknur Çağlar", "Ilknur Caglar"),
        ("Νίκος Παπαδόπουλος", "ΝΙΚΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ"),
        ("Andrij Шевченко", "andrij шевченко"),
        ("Đorđe Šarić", "Dorde Saric"),
    ],
)
def test_letters_that_are_written_in_several_ways(name: str, text: str) -> None:
    city = make_city(text=text)

    assert list(Sought.of([name], []).rows_naming(City, "text")) == [city]
    city.text = name
    city.save()
    assert list(Sought.of([name], [None]).rows_naming(City, "text")) == [city]


def test_in_json_as_in_texts() -> None:
    meeting = make_meeting()
    release = make_release(meeting)
    release.content = {"days": [{"items": [{"speakers": [{"name": "Łukasz Żółć-O’Brien"}]}]}]}
    release.save()

    assert list(LUKASZ.rows_naming(type(release), "content")) == [release]
