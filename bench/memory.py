"""Memory of processes with all their children, each shared page counted once (PSS)."""

from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def is_known() -> bool:
    return (PROC / "self" / "smaps_rollup").exists()


def of(*pids: int, only: str = "") -> float:
    """Megabytes of these processes and of all that they started, or *only* of those that run this module."""
    family = [pid for root in pids for pid in _tree(root)]
    return sum(_kilobytes(pid) for pid in family if not only or only in _words(pid)) / 1024


def pss(rollup: str) -> int:
    """Kilobytes, from the text of a smaps_rollup."""
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def _kilobytes(pid: int) -> int:
    try:
        return pss((PROC / str(pid) / "smaps_rollup").read_text())
    except (FileNotFoundError, ProcessLookupError):
        # It ended in between, and holds nothing any more.
        return 0


def _words(pid: int) -> list[str]:
    """What it was started with."""
    try:
        return (PROC / str(pid) / "cmdline").read_text().split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return []


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for children in (PROC / str(pid)).glob("task/*/children"):
        for child in children.read_text().split():
            yield from _tree(int(child))
