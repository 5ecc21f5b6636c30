"""What became of a list that was brought in, whatever it is a list of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Line(Protocol):
    @property
    def faults(self) -> Sequence[object]: ...


class Outcome(Protocol):
    """What became of one line, or would become of it."""

    @property
    def line(self) -> Line: ...
    @property
    def is_new(self) -> bool: ...
    @property
    def changed(self) -> Sequence[str]: ...


AnOutcome = TypeVar("AnOutcome", bound=Outcome)


@dataclass
class Imported(Generic[AnOutcome]):
    """The outcomes, line by line. With a fault anywhere, or on a dry run, nothing of it is kept."""

    outcomes: list[AnOutcome]
    is_kept: bool = False

    @property
    def added(self) -> int:
        return sum(outcome.is_new for outcome in self.outcomes)

    @property
    def changed(self) -> int:
        return sum(bool(outcome.changed) and not outcome.is_new for outcome in self.outcomes)

    @property
    def unchanged(self) -> int:
        return len(self.outcomes) - self.added - self.changed - self.faulty

    @property
    def faulty(self) -> int:
        return sum(bool(outcome.line.faults) for outcome in self.outcomes)
