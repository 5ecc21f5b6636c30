"""The printer of this process: one press, one paper at a time, and a short queue before it."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any, Final

from portal.lib.pdf import sources
from portal.lib.pdf.messages import Delivery, Failed, Order, Printed, Wanted
from portal.lib.pdf.paper import Paper

ROOT: Final = Path(__file__).resolve().parents[3]
PRESS: Final = "portal.lib.pdf.press"
# Those who would wait behind more than these are told to come again, so that pages keep their threads.
QUEUE: Final = 4
# A paper that takes longer is not one of ours.
SECONDS_A_PAPER: Final = 40

log = logging.getLogger(__name__)


class BusyError(Exception):
    """There is more to print than the printer can do now; nothing was lost, it may be asked again."""


class PrintError(Exception):
    """A paper cannot be printed."""


class PressGoneError(Exception):
    """The press ended: it was idle for long, or broke down."""


@dataclass
class Press:
    """The child process, and this end of the pipe to it."""

    process: subprocess.Popen[bytes]
    line: "Connection[Any, Any]"

    @classmethod
    def start(cls) -> "Press":
        ours, theirs = Pipe()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-m", PRESS, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env=_bare_environment(),
            )
        return cls(process, ours)

    def print(self, paper: Paper) -> Printed | Failed:
        deadline = monotonic() + SECONDS_A_PAPER
        try:
            self.line.send(Order(html=paper.html, css=paper.css))
            while self.line.poll(max(0, deadline - monotonic())):
                match self.line.recv():
                    case Wanted(address):
                        self.line.send(_delivery(address))
                    case Printed() | Failed() as answer:
                        return answer
        except (EOFError, OSError) as error:
            raise PressGoneError from error
        self.stop()
        return Failed(f"It took more than {SECONDS_A_PAPER} seconds.")

    def stop(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.wait()


class Printer:
    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._queue = threading.BoundedSemaphore(QUEUE)
        self._press: Press | None = None
        self._of_process = 0

    def print(self, paper: Paper, *, deadline: float) -> bytes:
        """The PDF. Raises BusyError when its turn does not come until ``deadline`` (of the monotonic clock)."""
        with self._turn(deadline):
            match self._printed(paper):
                case Failed(reason):
                    raise PrintError(reason)
                case Printed(content, complaints):
                    for complaint in complaints:
                        log.warning("Printing %s: %s", paper.key[:12], complaint)
                    return content

    def stop(self) -> None:
        if self._press and self._of_process == os.getpid():
            self._press.stop()
        self._press = None

    @contextmanager
    def _turn(self, deadline: float) -> Iterator[None]:
        if not self._queue.acquire(blocking=False):
            raise BusyError
        try:
            if not self._one_at_a_time.acquire(timeout=max(0, deadline - monotonic())):
                raise BusyError
            try:
                yield
            finally:
                self._one_at_a_time.release()
        finally:
            self._queue.release()

    def _printed(self, paper: Paper) -> Printed | Failed:
        """Once more on a new press when the one at hand is gone, as it is when it had nothing to do for long."""
        try:
            return self._ready().print(paper)
        except PressGoneError:
            self.stop()
        try:
            return self._ready().print(paper)
        except PressGoneError:
            self.stop()
            return Failed("The press broke down twice.")

    def _ready(self) -> Press:
        if self._press is None or self._of_process != os.getpid() or self._press.line.closed:
            # After a fork the parent's press is the parent's.
            self._press, self._of_process = Press.start(), os.getpid()
        return self._press


def _delivery(address: str) -> Delivery:
    source = sources.read(address)
    return Delivery(source.content, source.content_type) if source else Delivery(None)


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
