"""A row for each constraint that breaks it and no other: the register, filled by the other modules here."""

from collections.abc import Callable
from datetime import date

from django.db import models

DAY, NEXT_DAY = date(2030, 2, 23), date(2030, 2, 24)
BACKWARDS = {"starts_on": NEXT_DAY, "ends_on": DAY}

# `save` has not been called yet.
Violation = Callable[[], models.Model]
VIOLATIONS: dict[str, Violation] = {}


def breaks(name: str) -> Callable[[Violation], Violation]:
    def register(violation: Violation) -> Violation:
        VIOLATIONS[name] = violation
        return violation

    return register
