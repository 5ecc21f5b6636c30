"""Numbers over days, drawn as steps: a path for an area and one for a line, in a square of 100 that pages stretch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

SIDE: Final = 100
# Tops that read well: the first of them that holds the highest number, times a power of ten.
TOPS: Final = (4, 6, 8, 10, 20, 30, 40)


@dataclass(frozen=True)
class Step:
    """From this day on there are so many: of what is drawn as an area, and of what is drawn as a line."""

    day: date
    area: int
    line: int


@dataclass(frozen=True)
class Curve:
    """``mark`` is how high a line across stands, from the top; none where there is none."""

    first: date
    last: date
    top: int
    area: str
    line: str
    mark: float | None

    @property
    def middle(self) -> int:
        return self.top // 2


def draw(steps: Sequence[Step], *, first: date, last: date, mark: int | None = None) -> Curve:
    """``steps`` lie between the two days; ``mark`` is a number to compare with, such as how many seats there are."""
    highest = max([1, mark or 0, *(step.area for step in steps), *(step.line for step in steps)])
    top = top_for(highest)
    span = max(1, (last - first).days)
    across = [round(SIDE * (step.day - first).days / span, 2) for step in steps]
    area = _path(across, [_height(step.area, top) for step in steps])
    line = _path(across, [_height(step.line, top) for step in steps])
    return Curve(
        first,
        last,
        top,
        f"M0 {SIDE}{area}V{SIDE}H0Z",
        f"M0 {SIDE}{line}",
        None if mark is None else _height(mark, top),
    )


def top_for(highest: int) -> int:
    """An even number that is not lower, and reads well."""
    scale = 1
    while True:
        for top in TOPS:
            if top * scale >= highest:
                return top * scale
        scale *= 10


def _path(across: Sequence[float], heights: Sequence[float]) -> str:
    corners = (f"H{x:g}V{y:g}" for x, y in zip(across, heights, strict=True))
    return "".join([*corners, f"H{SIDE}"])


def _height(number: int, top: int) -> float:
    return round(SIDE - SIDE * number / top, 2)
