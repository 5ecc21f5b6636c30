"""Where a place of the globe lies on static/img/europe.svg."""

from math import cos, hypot, radians, sin, sqrt
from typing import Final, NamedTuple

# Lambert's azimuthal equal-area projection, as the map was drawn: the sphere in metres, its centre, and where that lies.
RADIUS: Final = 6371007.2
CENTRE: Final = (radians(52), radians(10))
FALSE_EASTING: Final = 4321000
FALSE_NORTHING: Final = 3210000
# The part of it that the picture shows, in metres; the picture is 1000 units wide, and y runs down.
WEST: Final = 2300000
EAST: Final = 7400000
SOUTH: Final = 1300000
NORTH: Final = 5500000
WIDTH: Final = 1000
HEIGHT: Final = WIDTH * (NORTH - SOUTH) / (EAST - WEST)
UNIT: Final = (EAST - WEST) / WIDTH


class Point(NamedTuple):
    """A place on the picture, in its units from the upper left corner."""

    x: float
    y: float

    def distance_to(self, other: "Point") -> float:
        return hypot(other.x - self.x, other.y - self.y)


def project(latitude: float, longitude: float) -> Point:
    """The point of a place, in degrees; it may lie outside the picture."""
    phi, turned = radians(latitude), radians(longitude) - CENTRE[1]
    centre = CENTRE[0]
    nearness = 1 + sin(centre) * sin(phi) + cos(centre) * cos(phi) * cos(turned)
    scale = RADIUS * sqrt(2 / nearness)
    easting = FALSE_EASTING + scale * cos(phi) * sin(turned)
    northing = FALSE_NORTHING + scale * (
        cos(centre) * sin(phi) - sin(centre) * cos(phi) * cos(turned)
    )
    return Point((easting - WEST) / UNIT, (NORTH - northing) / UNIT)


def is_on_the_map(point: Point) -> bool:
    return 0 <= point.x <= WIDTH and 0 <= point.y <= HEIGHT
