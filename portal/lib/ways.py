"""The lines on a map from the cities that came to the one that they came to."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from portal.lib.projection import Point


class Way(NamedTuple):
    """The path as SVG writes it, and points on it."""

    path: str
    points: list[Point]


def ways(starts: Iterable[Point], ends: Sequence[Point]) -> list[Way]:
    """A bent way from each start to the nearest of the ends."""
    return [_way(start, min(ends, key=start.distance_to)) for start in starts] if ends else []


def _way(start: Point, end: Point) -> Way:
    """Bent to the north by a sixth of its length."""
    right, down = end.x - start.x, end.y - start.y
    side = 0.16 if right > 0 else -0.16
    bend = Point((start.x + end.x) / 2 + down * side, (start.y + end.y) / 2 - right * side)
    path = f"M{start.x:.0f} {start.y:.0f}Q{bend.x:.0f} {bend.y:.0f} {end.x:.0f} {end.y:.0f}"
    return Way(path, [_on(start, bend, end, step / 24) for step in range(1, 24)])


def _on(start: Point, bend: Point, end: Point, share: float) -> Point:
    left = 1 - share
    x, y = (
        left * left * start[axis] + 2 * left * share * bend[axis] + share * share * end[axis]
        for axis in (0, 1)
    )
    return Point(x, y)
