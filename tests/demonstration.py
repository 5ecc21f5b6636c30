"""The demonstration, for tests that look at it.

Whether loading it is right, tests/portal/demo asks.
"""

from datetime import date

from portal.demo.load import load
from tests.once import once

PASSWORD = "a password of the demonstration"


def load_demonstration(today: date) -> None:
    once(("demonstration", today), lambda: load(password=PASSWORD, today=today))
