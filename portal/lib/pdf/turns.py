"""Taking turns among all processes of this machine, by files that the system unlocks when a process dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO, Any, Final

LOOK_AGAIN_SECONDS: Final = 0.02


class BusyError(Exception):
    """There is more to print than the printer can do now; nothing was lost, it may be asked again."""


@contextmanager
def alone(path: Path, deadline: float) -> Iterator[None]:
    """Hold *path* against all others. Raises BusyError when it is not free until ``deadline`` (monotonic)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("wb") as file:
        while not is_taken(file):
            if monotonic() > deadline:
                raise BusyError
            sleep(LOOK_AGAIN_SECONDS)
        yield


def is_taken(file: IO[Any]) -> bool:
    """Whether *file* is ours now: until it is closed, here and wherever its descriptor was handed on."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
