"""A map of Europe with cities on it: what part is shown, where marks, ways and names go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from portal.lib.labels import Box, Label, Wanted, place
from portal.lib.projection import HEIGHT, WIDTH, Point, is_on_the_map, project
from portal.lib.ways import ways

WHOLE: Final = Box(0, 0, WIDTH, HEIGHT)
# How a map is cut that shows only a part, and the least it shows: one city alone is seen with the countries around.
PROPORTION: Final = 1.42
LEAST_WIDTH: Final = 430
# Before the name of a city that lies beyond the map, by how far right and down it does.
ARROWS: Final = {
    (-1, -1): "↖",
    (0, -1): "↑",
    (1, -1): "↗",
    (-1, 0): "←",
    (1, 0): "→",
    (-1, 1): "↙",
    (0, 1): "↓",
    (1, 1): "↘",
}
# Beside the outermost cities there is room for their names, as shares of the width shown.
ROOM: Final = Point(0.17, 0.07)


@dataclass(frozen=True)
class Size:
    """A width at which a map is seen, in pixels, and that of the letters then."""

    name: str
    seen: float
    letters: float = 12
    host_letters: float = 15


# With half of a wide page, and on a telephone; a large map has the whole of it. The style sheet shows one set of names.
SIZES: Final = (Size("wide", 540, 12, 15), Size("narrow", 330, 12, 14))
LARGE_SIZES: Final = (Size("large", 1120, 13, 16), Size("wide", 600, 12, 15), SIZES[-1])


@dataclass(frozen=True)
class Spot:
    """A city on a map. A host is marked in yellow; a spot without a label is a dot among others; one beyond the map stands
    at its edge. One with a ``size``, from 1 to 5, says by it how much there is of something.
    """

    name: str
    point: Point
    label: str = ""
    is_host: bool = False
    is_beyond: bool = False
    size: int = 0


@dataclass(frozen=True)
class Names:
    """The names for one size, in units of the map."""

    size: Size
    letters: float
    host_letters: float
    labels: Sequence[Label]


@dataclass(frozen=True)
class Map:
    """What the component ``map`` draws. Every city of ``spots`` is also in the list that stands beside the map."""

    title: str
    view: Box
    spots: Sequence[Spot]
    ways: Sequence[str] = ()
    names: Sequence[Names] = ()
    is_large: bool = False

    @property
    def view_box(self) -> str:
        return " ".join(f"{number:g}" for number in self.view)

    @property
    def hosts(self) -> str:
        return _dots(spot for spot in self.spots if spot.is_host)

    @property
    def cities(self) -> str:
        """Those with a label, but for the hosts and those with a size."""
        return _dots(one for one in self.spots if one.label and not one.is_host and not one.size)

    @property
    def sized(self) -> list[tuple[int, str]]:
        """Of each size the dots of it, the largest first, so that none hides a smaller one."""
        sizes = sorted({spot.size for spot in self.spots} - {0}, reverse=True)
        return [(size, _dots(one for one in self.spots if one.size == size)) for size in sizes]

    @property
    def others(self) -> str:
        return _dots(spot for spot in self.spots if not spot.label and not spot.is_host)


def spot_of(
    name: str,
    latitude: float,
    longitude: float,
    *,
    label: str = "",
    is_host: bool = False,
    size: int = 0,
) -> Spot:
    return Spot(name, project(latitude, longitude), label, is_host, size=size)


def draw(
    title: str,
    spots: Sequence[Spot],
    *,
    view: Box | None = None,
    has_ways: bool = False,
    is_large: bool = False,
) -> Map:
    """A map of these, cut to them unless *view* says what it shows; ways lead from every city to the nearest host."""
    shown = view or fitted([spot.point for spot in spots])
    moved = [_at_the_edge(spot, shown) for spot in spots]
    hosts = [spot.point for spot in moved if spot.is_host]
    drawn = ways((one.point for one in moved if not one.is_host), hosts) if has_ways else []
    return Map(
        title=title,
        view=shown,
        spots=moved,
        ways=[way.path for way in drawn],
        names=[
            _names(
                size,
                shown,
                moved,
                [on for way in drawn for on in way.points],
            )
            for size in (LARGE_SIZES if is_large else SIZES)
        ],
        is_large=is_large,
    )


def fitted(points: Iterable[Point]) -> Box:
    """The part of the map with these points and room for their names, in the proportion of all such maps."""
    inside = [point for point in points if is_on_the_map(point)]
    if not inside:
        return WHOLE
    west, east = min(one.x for one in inside), max(one.x for one in inside)
    north, south = min(one.y for one in inside), max(one.y for one in inside)
    width = max(
        LEAST_WIDTH,
        (east - west) / (1 - 2 * ROOM.x),
        (south - north) / (1 - 2 * ROOM.y * PROPORTION) * PROPORTION,
    )
    if width > WIDTH:
        return WHOLE
    height = width / PROPORTION
    x = min(max((west + east - width) / 2, 0), WIDTH - width)
    y = min(max((north + south - height) / 2, 0), HEIGHT - height)
    return Box(round(x), round(y), round(width), round(height))


def _dots(spots: Iterable[Spot]) -> str:
    """One path for all: points without length, which round ends make visible, as large on any screen."""
    return "".join(f"M{spot.point.x:.0f} {spot.point.y:.0f}h0" for spot in spots)


# Marks -------------------------------------------------------------------------------------------


def _at_the_edge(spot: Spot, view: Box) -> Spot:
    """The same, or at the edge of what is shown when it lies beyond; then its name is there, and points to it."""
    if view.holds(spot.point):
        return spot
    margin = view.width / 45
    x = min(max(spot.point.x, view.x + margin), view.x + view.width - margin)
    y = min(max(spot.point.y, view.y + margin), view.y + view.height - margin)
    right = (spot.point.x > view.x + view.width) - (spot.point.x < view.x)
    down = (spot.point.y > view.y + view.height) - (spot.point.y < view.y)
    label = f"{ARROWS[right, down]} {spot.label or spot.name}"
    return replace(spot, point=Point(round(x), round(y)), label=label, is_beyond=True)


# Names -------------------------------------------------------------------------------------------


def _names(size: Size, view: Box, spots: Sequence[Spot], on_ways: Sequence[Point]) -> Names:
    unit = view.width / size.seen
    named = sorted(
        (spot for spot in spots if spot.label),
        key=lambda spot: (not spot.is_host, not spot.is_beyond),
    )
    labels = place(
        [_wanted(spot, size, unit, named) for spot in named],
        within=view,
        marks=[_mark(spot.point, unit * _radius(spot)) for spot in named],
        better_free=[*on_ways, *(spot.point for spot in spots if not spot.label)],
    )
    found = [label for label in labels if label]
    return Names(size, round(size.letters * unit, 1), round(size.host_letters * unit, 1), found)


def _wanted(spot: Spot, size: Size, unit: float, named: Sequence[Spot]) -> Wanted:
    letters = size.host_letters if spot.is_host else size.letters
    return Wanted(
        spot.label,
        spot.point,
        letters * unit,
        unit * (11 if spot.is_host else 7.5 + 2.5 * spot.size),
        _sides(spot, [one.point for one in named if one.is_host]),
        spot.is_host,
    )


def _sides(spot: Spot, hosts: Sequence[Point]) -> tuple[str, ...]:
    """Away from the hosts, to which the ways lead; a host's own name below it."""
    if spot.is_host:
        return ("right", "below", "left") if len(hosts) > 1 else ("below", "right", "left")
    if hosts and spot.point.x < sum(host.x for host in hosts) / len(hosts):
        return ("left", "upper left", "lower left", "above", "below")
    return ("right", "upper right", "lower right", "above", "below")


def _radius(spot: Spot) -> float:
    """In pixels, as the style sheet draws it."""
    return 7 if spot.is_host else 4 + 2.3 * spot.size


def _mark(point: Point, radius: float) -> Box:
    return Box(point.x - radius, point.y - radius, 2 * radius, 2 * radius)
