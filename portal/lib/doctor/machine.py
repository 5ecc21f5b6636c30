"""What the portal needs below Django: Python, the packages, Pango. Readable by any Python 3.9."""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from collections.abc import Iterator

from portal.lib.doctor.finding import Finding

PACKAGES = ("django", "psycopg", "allauth", "procrastinate", "weasyprint", "gunicorn")
PANGO = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")


def findings() -> Iterator[Finding]:
    yield python(sys.version_info[:2])
    yield packages(PACKAGES)
    yield pango(PANGO)


def python(version: tuple[int, ...]) -> Finding:
    seen = ".".join(map(str, version))
    if (3, 11) <= version <= (3, 13):
        return Finding("Python", seen)
    return Finding("Python", seen, "The portal runs on Python 3.11 to 3.13: install one of them.")


def packages(names: tuple[str, ...]) -> Finding:
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if not missing:
        return Finding("Packages", "installed")
    return Finding(
        "Packages",
        f"{sys.executable} has no {', '.join(missing)}",
        "Say `make demo`, which installs them in .venv, then `.venv/bin/python manage.py doctor`; or "
        "`pip install --require-hashes -r requirements/run.txt` in an environment of your own.",
    )


def pango(names: tuple[str, ...]) -> Finding:
    missing = [name for name in names if not is_loadable(name)]
    if not missing:
        return Finding("Pango (for PDF)", "installed")
    return Finding(
        "Pango (for PDF)",
        f"not found: {', '.join(missing)}",
        "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
        "macOS: brew install pango.",
    )


def is_loadable(name: str) -> bool:
    for file in (f"lib{name}.so.0", f"lib{name}.dylib", f"/opt/homebrew/lib/lib{name}.dylib"):
        try:
            ctypes.CDLL(file)
        except OSError:
            continue
        return True
    return False
