"""The days of the demonstration: Milan is the latest past 23-24 February, Brno the next coming 1-2 June."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Years:
    milan: int
    brno: int

    @classmethod
    def around(cls, today: date) -> "Years":
        """Milan is over and Brno is to come, whatever the day."""
        milan = today.year if date(today.year, 2, 24) < today else today.year - 1
        brno = today.year if date(today.year, 6, 1) > today else today.year + 1
        return cls(milan, brno)
