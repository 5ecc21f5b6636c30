"""Where cities lie on the map, compared with the points of the drawing that the map was sketched with."""

import pytest

from portal.lib.projection import HEIGHT, Point, is_on_the_map, project


@pytest.mark.parametrize(
    ("city", "latitude", "longitude", "point"),
    [
        ("Milan", 45.4643, 9.1895, (384, 591)),
        ("Riga", 56.946, 24.1059, (563, 325)),
        ("Porto", 41.1496, -8.611, (93, 648)),
        ("Utrecht", 52.0908, 5.1222, (331, 445)),
        ("Białystok", 53.1333, 23.1643, (567, 409)),
        ("Reykjavík", 64.1355, -21.8954, (104, 116)),
    ],
)
def test_cities(city: str, latitude: float, longitude: float, point: tuple[int, int]) -> None:
    assert project(latitude, longitude) == pytest.approx(point, abs=1)


def test_the_centre_is_where_false_easting_and_northing_say() -> None:
    assert project(52, 10) == pytest.approx(
        ((4321000 - 2300000) / 5100, (5500000 - 3210000) / 5100)
    )


def test_las_palmas_is_beyond_the_map() -> None:
    assert not is_on_the_map(project(28.0997, -15.4134))
    assert is_on_the_map(project(45.4643, 9.1895))
    assert pytest.approx(823.5, abs=0.1) == HEIGHT


def test_distance() -> None:
    assert Point(0, 0).distance_to(Point(3, 4)) == 5
