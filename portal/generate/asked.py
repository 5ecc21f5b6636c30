"""What is asked for: how large a network, from which seed, as of which day; what cannot be made is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

# As many as members/data knows.
MOST_CITIES: Final = 187
# What is longer is not drawn: a preview of its own has an end as well.
MOST_PAGES_EACH: Final = 200


class RefusedError(Exception):
    """The network is not made; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The same numbers, seed and day make the same network."""

    people: int
    cities: int
    meetings: int
    documents: int
    pages: int
    seed: int
    today: date

    def chance(self, part: str) -> Random:
        """The chance of one part, so that more of another changes nothing in it."""
        return Random(f"{self.seed} {part}")

    def check(self) -> None:
        """Raises RefusedError with the first thing that does not fit."""
        for fault in self._faults():
            raise RefusedError(f"{fault} Nothing was made.")

    def _faults(self) -> Iterator[str]:
        documents = f"--pages is {self.pages}, with --documents {self.documents}"
        if not 1 <= self.cities <= MOST_CITIES:
            yield f"--cities is {self.cities}: choose 1 to {MOST_CITIES}, as many as are known."
        if self.people < self.cities:
            people = f"--people is {self.people}, with --cities {self.cities}"
            yield f"{people}: each city needs a coordinator, so choose as many people or more."
        if self.meetings < 1:
            yield f"--meetings is {self.meetings}: choose 1 or more; one is open for registration."
        if self.documents < 0:
            yield f"--documents is {self.documents}: choose 0 or more."
        if self.pages < self.documents or self.pages > self.documents * MOST_PAGES_EACH:
            yield f"{documents}: a document has 1 to {MOST_PAGES_EACH} pages."
