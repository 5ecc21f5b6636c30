"""Programs that read files from outside, run where they can do little: limited, alone, without network, and killed as a group.

Run as a module this file is the launcher: it sets the limits on itself, then becomes the program.
docs/decisions/0040 says what this holds off and what it does not.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
# What a program wrote to its standard error, kept for our log: its end.
ERRORS_KEPT: Final = 2000
WITHOUT_NETWORK: Final = ("unshare", "--user", "--map-root-user", "--net", "--")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """``seconds`` both of the clock and of computing; ``memory`` and ``file_size`` (of each file written) in bytes."""

    seconds: int
    memory: int
    file_size: int


class ProgramFailedError(Exception):
    """The program ended with an error of its own; what it said of it is for our log alone."""


class LimitReachedError(Exception):
    """The program was ended, by us or by the system, before it was done."""


def run(command: Sequence[str], *, folder: Path, limits: Limits) -> None:
    """Run *command* in *folder*, which it may fill; whatever happens, nothing of it runs on afterwards."""
    errors = folder / "errors.txt"
    with errors.open("wb") as writing:
        process = subprocess.Popen(
            _launched(command, limits),
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=writing,
            # A session, and so a process group, of its own.
            start_new_session=True,
        )
        try:
            code = process.wait(timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise LimitReachedError(f"It took longer than {limits.seconds} s.") from error
        finally:
            _kill_group(process)
    if code < 0:
        raise LimitReachedError(f"It was ended by {signal.Signals(-code).name}.")
    if code:
        raise ProgramFailedError(f"It ended with {code}: {_end_of(errors)}")


@cache
def has_no_network() -> bool:
    """Whether this kernel lets us give a program a network of its own, in which there is nothing."""
    try:
        tried = subprocess.run([*WITHOUT_NETWORK, "true"], capture_output=True, check=False)
    except OSError:
        return False
    return tried.returncode == 0


def _launched(command: Sequence[str], limits: Limits) -> list[str]:
    fence = WITHOUT_NETWORK if has_no_network() else ()
    launcher = [sys.executable, "-P", "-m", "portal.lib.limited", json.dumps(asdict(limits))]
    return [*launcher, *fence, *command]


def _environment(folder: Path) -> dict[str, str]:
    """Nothing that we know and the program need not: no secret, no address of a database."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
    }


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    """Also what the program left running behind it."""
    # Nobody may be left; macOS says so with the other error.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _end_of(errors: Path) -> str:
    with errors.open("rb") as reading:
        reading.seek(max(0, errors.stat().st_size - ERRORS_KEPT))
        return reading.read().decode(errors="replace").strip()


# The launcher ------------------------------------------------------------------------------------


def launch(words: list[str]) -> None:
    """Become the program, with the limits set; it cannot raise them again."""
    limits = Limits(**json.loads(words[0]))
    _limit(resource.RLIMIT_CPU, limits.seconds)
    _limit(resource.RLIMIT_FSIZE, limits.file_size)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, limits.memory)
    os.execvp(words[1], words[1:])  # noqa: S606  a list of words, and no shell


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    try:
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError):
        # macOS knows no limit of address space; the others it keeps.
        if sys.platform != "darwin":
            raise


if __name__ == "__main__":
    launch(sys.argv[1:])
