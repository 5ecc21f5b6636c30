"""What a map shows: the right part of Europe, every city once, and those beyond it at its edge."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.maps import WHOLE, Map, Spot, draw, spot_of

MILAN = spot_of("Milan", 45.4643, 9.1895, label="Milan", is_host=True)
RIGA = spot_of("Riga", 56.946, 24.1059, label="Riga")
PORTO = spot_of("Porto", 41.1496, -8.611, label="Porto")
LAS_PALMAS = spot_of("Las Palmas", 28.0997, -15.4134)
CITIES = st.lists(
    st.builds(
        spot_of,
        st.sampled_from(["Brno", "Białystok", "Donostia / San Sebastián"]),
        st.floats(27, 70),
        st.floats(-25, 45),
        label=st.sampled_from(["", "Brno · June", "Białystok"]),
        is_host=st.booleans(),
    ),
    max_size=30,
)


def rendered(drawn: Map) -> ET.Element:
    html = Template("{% map drawn %}").render(Context({"drawn": drawn}))
    return ET.fromstring(html)  # noqa: S314  our own


def texts(drawn: Map, size: str) -> list[str]:
    return [
        label.text for names in drawn.names if names.size.name == size for label in names.labels
    ]


def test_the_view_fits_the_cities_and_their_names() -> None:
    drawn = draw("Milan", [MILAN, RIGA, PORTO], has_ways=True)

    assert drawn.view.width / drawn.view.height == pytest.approx(1.42, abs=0.01)
    assert drawn.view.is_inside(WHOLE)
    assert all(drawn.view.holds(spot.point) for spot in drawn.spots)
    assert texts(drawn, "wide") == texts(drawn, "narrow") == ["Milan", "Riga", "Porto"]


def test_ways_lead_from_each_city_to_the_host() -> None:
    drawn = draw("Milan", [MILAN, RIGA, PORTO], has_ways=True)

    assert [re.findall(r"[\d.]+", way)[-2:] for way in drawn.ways] == [["384", "591"]] * 2
    assert draw("Milan", [MILAN, RIGA]).ways == []


def test_one_city_alone_is_shown_with_what_is_around() -> None:
    view = draw("Milan", [MILAN]).view

    assert view.width == 430
    assert view.holds(MILAN.point)


def test_a_city_beyond_the_map_is_marked_at_its_edge_with_its_name() -> None:
    drawn = draw("All", [MILAN, LAS_PALMAS], view=WHOLE)

    (beyond,) = (spot for spot in drawn.spots if spot.is_beyond)
    assert beyond.name == "Las Palmas"
    assert drawn.view.holds(beyond.point)
    assert "↙ Las Palmas" in texts(drawn, "wide")
    assert "↙ Las Palmas" in texts(drawn, "narrow")
    assert drawn.others == ""


@given(spots=CITIES)
def test_every_city_is_drawn_once(spots: list[Spot]) -> None:
    drawn = draw("Any", spots)

    dots = f"{drawn.hosts}{drawn.cities}{drawn.others}"
    assert dots.count("M") == len(spots)
    assert [spot.name for spot in drawn.spots] == [spot.name for spot in spots]


@given(spots=CITIES)
def test_whatever_is_drawn_is_svg_without_style(spots: list[Spot]) -> None:
    figure = rendered(draw('Milan & "others"', spots, has_ways=True))

    (svg,) = figure.findall("svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == 'Milan & "others"'
    assert [image.get("href") for image in svg.iter("image")] == ["/static/img/europe.svg"]
    assert not any(one.get("style") for one in svg.iter())


def test_names_come_larger_where_the_map_is_seen_smaller() -> None:
    wide, narrow = draw("Milan", [MILAN, RIGA]).names

    assert wide.letters < narrow.letters


def test_a_large_map_has_a_third_set_of_names() -> None:
    drawn = draw("All", [MILAN, RIGA], view=WHOLE, is_large=True)

    assert [names.size.name for names in drawn.names] == ["large", "wide", "narrow"]
    assert rendered(drawn).get("class") == "map map-large"
