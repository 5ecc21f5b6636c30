"""What is printed: a row for each target, met or not met."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Row:
    """One measurement beside its target. Without a figure it was not measured, and ``words`` say why."""

    name: str
    target: float
    unit: str
    figure: float | None
    better: Literal["more", "less", "neither"]
    words: str = ""

    @property
    def verdict(self) -> str:
        if self.figure is None:
            return "left out"
        met = {
            "more": self.figure >= self.target,
            "less": self.figure <= self.target,
            "neither": self.figure == self.target,
        }
        return "met" if met[self.better] else "not met"

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        bound = {"more": "at least", "less": "at most", "neither": "exactly"}[self.better]
        figure = "" if self.figure is None else f"{self.figure:.{self.digits}f} {self.unit}"
        return self.name, figure, f"{bound} {self.target:g} {self.unit}", self.verdict, self.words

    @property
    def digits(self) -> int:
        return (
            0
            if self.unit in {"KB", "MB", "requests", "queries", "seats"}
            else 1
            if self.unit == "%"
            else 2
        )


HEAD = ("", "ours", "target", "", "")


def share(name: str, target: float, of_hello: float, words: str = "") -> Row:
    return Row(name, target, "%", of_hello * 100, "more", words)


def written(rows: Iterable[Row]) -> str:
    """Columns under one another."""
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
