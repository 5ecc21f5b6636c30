"""Says what this machine lacks to run the portal, and how to get it; also where nothing works yet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from portal.lib.doctor import machine
from portal.lib.doctor.finding import Finding


def examine() -> Iterable[Finding]:
    """Look from the ground up; what stands on something missing is not looked at."""
    found = list(machine.findings())
    yield from found
    if all(finding.is_well for finding in found):
        # A single connection says at once that there is none; a pool would try for a while.
        os.environ.setdefault("DATABASE_POOL", "0")
        # Only now: these are written for the Python and the packages that the portal runs on.
        from portal.lib.doctor import installation  # noqa: PLC0415

        yield from installation.findings()


def report(write: Callable[[str], object]) -> bool:
    """Write a line for each finding; whether the portal can run here."""
    well = True
    for finding in examine():
        write(finding.as_text())
        well = well and finding.is_well
    write(
        "\nNothing is missing." if well else "\nSomething is missing: see the lines marked with !!"
    )
    return well
