"""A printer for the tests of the printer, with a folder of its own."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from django.conf import LazySettings

from portal.lib.pdf.printer import Printer


@pytest.fixture
def printer(data_dir: Path) -> Iterator[Printer]:
    made = Printer()
    yield made
    made.stop()


@pytest.fixture
def data_dir(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def deadline() -> float:
    """Long enough, on the monotonic clock, for a machine that has much else to do."""
    return monotonic() + 60
