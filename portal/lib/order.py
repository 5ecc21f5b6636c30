"""Rows that stand in an order of their own, which people change by steps."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

Row = TypeVar("Row", bound=Any)
Direction = Literal["earlier", "later"]


def direction_asked(sent: Mapping[str, Any]) -> Direction:
    """What the button of a step says; anything unheard of is a step back."""
    return "later" if sent.get("direction") == "later" else "earlier"


def stepped(rows: Sequence[Row], row: Row, direction: Direction) -> list[Row]:
    """The rows with ``row`` one place earlier or later; at the end of the way it stays where it is."""
    others = [each for each in rows if each.pk != row.pk]
    place = next(index for index, each in enumerate(rows) if each.pk == row.pk)
    others.insert(max(0, place + (1 if direction == "later" else -1)), row)
    return others


def numbered(rows: Sequence[Row]) -> list[Row]:
    """The same rows, each with its place as ``position``."""
    for position, row in enumerate(rows):
        row.position = position
    return list(rows)
