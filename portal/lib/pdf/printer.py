"""The printer of this process: one paper at a time on the press that all processes share, and a short queue before it."""

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, Final

from portal.lib.pdf import shared_press, sources, turns
from portal.lib.pdf.messages import SECONDS_A_PAPER, Delivery, Failed, Order, Printed, Wanted
from portal.lib.pdf.paper import Paper
from portal.lib.pdf.shared_press import PressGoneError
from portal.lib.pdf.turns import BusyError

# Those who would wait behind more than these are told to come again, so that pages keep their threads.
QUEUE: Final = 4

log = logging.getLogger(__name__)


class PrintError(Exception):
    """A paper cannot be printed."""


class Printer:
    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._queue = threading.BoundedSemaphore(QUEUE)
        self._started: shared_press.Press | None = None
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
        """End the press if it is one that we started; others who need one start the next."""
        if self._started and self._of_process == os.getpid():
            self._started.end()
        self._started = None

    @contextmanager
    def _turn(self, deadline: float) -> Iterator[None]:
        if not self._queue.acquire(blocking=False):
            raise BusyError
        try:
            if not self._one_at_a_time.acquire(timeout=max(0, deadline - monotonic())):
                raise BusyError
            try:
                with turns.alone(shared_press.folder() / "turn", deadline):
                    yield
            finally:
                self._one_at_a_time.release()
        finally:
            self._queue.release()

    def _printed(self, paper: Paper) -> Printed | Failed:
        """Once more on a new press when the one at hand is gone, as it is when it had nothing to do for long."""
        for _time in range(2):
            try:
                return self._order(paper)
            except PressGoneError:
                continue
        return Failed("The press broke down twice.")

    def _order(self, paper: Paper) -> Printed | Failed:
        deadline = monotonic() + SECONDS_A_PAPER
        if started := shared_press.start_unless_one_runs():
            self.stop()
            self._started, self._of_process = started, os.getpid()
        with shared_press.line(deadline) as line:
            try:
                return _conversation(line, paper, deadline)
            except (EOFError, OSError) as error:
                raise PressGoneError from error


def _conversation(line: "Connection[Any, Any]", paper: Paper, deadline: float) -> Printed | Failed:
    line.send(Order(html=paper.html, css=paper.css))
    while line.poll(max(0, deadline - monotonic())):
        match line.recv():
            case Wanted(address):
                line.send(_delivery(address))
            case Printed() | Failed() as answer:
                return answer
    # It ends itself then: it may be another's, and do nothing that could be asked to stop.
    return Failed(f"It took more than {SECONDS_A_PAPER} seconds.")


def _delivery(address: str) -> Delivery:
    source = sources.read(address)
    return Delivery(source.content, source.content_type) if source else Delivery(None)
