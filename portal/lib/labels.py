"""Where the names on a map go, so that no two of them collide; a name that finds no room is left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from portal.lib.projection import Point


class Box(NamedTuple):
    """A rectangle, y running down."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def is_inside(self, other: "Box") -> bool:
        return (
            other.x <= self.x
            and self.x + self.width <= other.x + other.width
            and other.y <= self.y
            and self.y + self.height <= other.y + other.height
        )

    def holds(self, point: Point) -> bool:
        return (
            self.x <= point.x <= self.x + self.width and self.y <= point.y <= self.y + self.height
        )


@dataclass(frozen=True)
class Wanted:
    """A name to be placed: at which point, how large, how far from the point, and at which sides rather."""

    text: str
    point: Point
    size: float
    gap: float
    sides: Sequence[str] = ()
    is_host: bool = False


@dataclass(frozen=True)
class Label:
    """A name in its place, as SVG writes it: the baseline's point, and which end of the text is there."""

    wanted: Wanted
    box: Box
    x: float
    y: float
    anchor: str

    @property
    def text(self) -> str:
        return self.wanted.text

    @property
    def is_host(self) -> bool:
        return self.wanted.is_host


# From the point to the nearest edge or corner of the text: how far right, how far down, and which end is there.
SIDES: Final = {
    "right": (1, 0, "start"),
    "left": (-1, 0, "end"),
    "below": (0, 1, "middle"),
    "above": (0, -1, "middle"),
    "lower right": (0.8, 0.6, "start"),
    "upper right": (0.8, -0.6, "start"),
    "lower left": (-0.8, 0.6, "end"),
    "upper left": (-0.8, -0.6, "end"),
}
# The height of a line, and of its baseline above its lower edge, in em.
LINE: Final = 1.1
DESCENT: Final = 0.28
# How wide letters are, in em: none is wider than its kind here in the fonts that pages use.
NARROW_LETTERS: Final = frozenset("fijlrtIJ.,:;·'’ -–()/")
WIDE_LETTERS: Final = frozenset("mwMW@%—↖↑↗←→↙↓↘")


def width_of(text: str, size: float) -> float:
    """Not less than the text will need."""
    return size * sum(
        0.38
        if letter in NARROW_LETTERS
        else 0.92
        if letter in WIDE_LETTERS
        else 0.68
        if letter.isupper()
        else 0.57
        for letter in text
    )


def place(
    wanted: Sequence[Wanted],
    *,
    within: Box,
    marks: Iterable[Box] = (),
    better_free: Sequence[Point] = (),
) -> list[Label | None]:
    """A place for each, or none, in the order in which they are wanted.

    No label leaves *within*, covers one of *marks* or another label. Of the sides that are left it takes the one that
    covers the fewest points of *better_free*.
    """
    return list(_placed(tuple(wanted), within, tuple(marks), tuple(better_free)))


# The same map is drawn again and again, and placing its labels takes longer than all else on the page.
@lru_cache(maxsize=256)
def _placed(
    wanted: tuple[Wanted, ...],
    within: Box,
    marks: tuple[Box, ...],
    better_free: tuple[Point, ...],
) -> list[Label | None]:
    taken = list(marks)
    found: list[Label | None] = []
    for one in wanted:
        label = _best(one, within, taken, better_free)
        if label is not None:
            taken.append(label.box)
        found.append(label)
    return found


def _best(
    wanted: Wanted,
    within: Box,
    taken: Sequence[Box],
    better_free: Sequence[Point],
) -> Label | None:
    best, fewest = None, len(better_free) + 1
    for label in _candidates(wanted):
        if not label.box.is_inside(within) or any(label.box.overlaps(other) for other in taken):
            continue
        covered = sum(label.box.holds(point) for point in better_free)
        if covered < fewest:
            best, fewest = label, covered
    return best


def _candidates(wanted: Wanted) -> Iterator[Label]:
    """At the sides it would rather have first."""
    rather = list(dict.fromkeys([*wanted.sides, *SIDES]))
    width, height = width_of(wanted.text, wanted.size), LINE * wanted.size
    for right, down, anchor in (SIDES[side] for side in rather):
        x = wanted.point.x + right * wanted.gap
        left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
        middle = wanted.point.y + down * (wanted.gap + height / 2)
        top = middle - height / 2
        baseline = top + height - DESCENT * wanted.size
        yield Label(wanted, Box(left, top, width, height), round(x, 1), round(baseline, 1), anchor)
