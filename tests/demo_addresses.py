"""The addresses that exist only in the demo, for tests of what stands there."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import LazySettings
from django.urls import clear_url_caches

import portal.urls


@contextmanager
def demo_addresses(settings: LazySettings, mail: Path) -> Iterator[None]:
    """Within this the portal is the demo, which keeps its mail in the folder *mail*."""
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = str(mail)
    _read_urls_again()
    try:
        yield
    finally:
        settings.DEMO = False
        _read_urls_again()


def _read_urls_again() -> None:
    importlib.reload(portal.urls)
    clear_url_caches()
