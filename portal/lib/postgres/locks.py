"""Locks between processes; the kernel lets go of them when a process dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def _open(path: Path) -> IO[str]:
    """For the owner alone: another who could open it could hold it, and keep us waiting."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process is inside."""
    with _open(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def share(path: Path) -> IO[str]:
    """Say that one more process uses it, until the answer is closed or the process ends."""
    file = _open(path)
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def try_alone(path: Path) -> IO[str] | None:
    """Take it if nobody has it or shares it, without waiting."""
    file = _open(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
