"""The day on which the pages of meetings are read."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _tenth_of_march_2027() -> Iterator[None]:
    with time_machine.travel(datetime(2027, 3, 10, 11, tzinfo=UTC), tick=False):
        yield
