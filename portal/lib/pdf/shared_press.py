"""The press that all processes of this machine share: it is found, or started by whoever finds none.

A file in ``DATA_DIR/kept/pdf`` says where it listens, and is locked by the press as long as it runs.
"""

import hashlib
import os
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection
from pathlib import Path
from time import monotonic, sleep
from typing import IO, Any, Final

from django.conf import settings

from portal.lib.pdf import turns
from portal.lib.pdf.paper import versions

ROOT: Final = Path(__file__).resolve().parents[3]
PRESS: Final = "portal.lib.pdf.press"


class PressGoneError(Exception):
    """The press ended: it was idle for long, or broke down."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "kept" / "pdf" / "press"


@dataclass
class Press:
    """The child process, for whoever started it, and where it listens."""

    process: subprocess.Popen[bytes]
    address: str

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        _forget(self.address)


def start_unless_one_runs() -> Press | None:
    """The press, if it was started by us."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    with path.open("r+") as lock, socket.socket(socket.AF_UNIX) as listener:
        if not turns.is_taken(lock):
            return None
        _forget(lock.read())
        # The names of sockets are short, and DATA_DIR may be long.
        listener.bind(f"{tempfile.mkdtemp(prefix='city-portal-press-')}/press")
        listener.listen()
        _note(lock, listener.getsockname())
        process = subprocess.Popen(
            [sys.executable, "-m", PRESS, str(listener.fileno())],
            # With the file it inherits the lock; we close ours.
            pass_fds=[listener.fileno(), lock.fileno()],
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            env=_bare_environment(),
        )
        return Press(process, listener.getsockname())


def line(deadline: float) -> "Connection[Any, Any]":
    """To the press that runs. Raises PressGoneError when none answers until ``deadline`` (monotonic)."""
    while True:
        # One that another process is just starting has not yet said where, and one that ends is there no more.
        with suppress(FileNotFoundError, ConnectionRefusedError):
            if address := _path().read_text():
                return Client(address, family="AF_UNIX")
        if monotonic() > deadline or not _runs():
            raise PressGoneError
        sleep(turns.LOOK_AGAIN_SECONDS)


def _path() -> Path:
    """Another version prints otherwise, and has a press of its own."""
    return folder() / hashlib.sha256("\0".join(versions()).encode()).hexdigest()[:12]


def _runs() -> bool:
    with _path().open("r") as lock:
        return not turns.is_taken(lock)


def _note(lock: IO[str], address: str) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(address)
    lock.flush()


def _forget(address: str) -> None:
    """What a press leaves behind that is ended in the middle of its work."""
    with suppress(OSError):
        Path(address).unlink()
        Path(address).parent.rmdir()


def _bare_environment() -> dict[str, str]:
    """What a program needs to run and to find fonts, and none of our secrets."""
    kept = (
        "PATH",
        "HOME",
        "TMPDIR",
        "XDG_CACHE_HOME",
        "FONTCONFIG_FILE",
        "DYLD_FALLBACK_LIBRARY_PATH",
    )
    return {name: os.environ[name] for name in kept if name in os.environ} | {"LC_ALL": "C.UTF-8"}
