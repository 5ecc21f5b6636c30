import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from portal.lib.pdf import printer as module
from portal.lib.pdf.paper import Paper
from portal.lib.pdf.printer import Printer, PrintError
from portal.lib.pdf.turns import BusyError
from tests import papers

PAPER = Paper(html='<html lang="en"><title>T</title><p>Words.', css="p { color: red }")


def test_the_same_paper_comes_out_the_same_byte_for_byte(printer: Printer, deadline: float) -> None:
    first = printer.print(PAPER, deadline=deadline)
    again = printer.print(PAPER, deadline=deadline)
    printer.stop()
    on_another_press = printer.print(PAPER, deadline=deadline)

    assert papers.words_of(papers.read(first)) == "Words."
    assert first == again == on_another_press


def test_a_press_that_is_gone_is_replaced(printer: Printer, deadline: float) -> None:
    printer.print(PAPER, deadline=deadline)
    assert printer._started is not None
    os.kill(printer._started.process.pid, signal.SIGKILL)
    printer._started.process.wait()

    assert printer.print(PAPER, deadline=deadline).startswith(b"%PDF")


def test_a_press_knows_none_of_our_secrets(printer: Printer, deadline: float) -> None:
    printer.print(PAPER, deadline=deadline)

    assert printer._started is not None
    with open(f"/proc/{printer._started.process.pid}/environ", "rb") as file:  # noqa: PTH123
        names = {entry.partition(b"=")[0] for entry in file.read().split(b"\0")}
    assert b"PATH" in names
    assert names.isdisjoint({b"SECRET_KEY", b"DATABASE_URL", b"DATA_DIR"})


def test_what_cannot_be_printed_in_time_is_given_up(
    printer: Printer, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS_A_PAPER", 0)

    with pytest.raises(PrintError, match="more than 0 seconds"):
        printer.print(PAPER, deadline=deadline)
    monkeypatch.undo()

    assert printer.print(PAPER, deadline=deadline).startswith(b"%PDF")


def test_whose_turn_does_not_come_in_time_is_told(printer: Printer) -> None:
    with printer._turn(monotonic() + 60), pytest.raises(BusyError):
        printer.print(PAPER, deadline=monotonic() + 0.05)


def test_a_long_queue_is_not_made_longer(printer: Printer) -> None:
    done = threading.Event()

    def stand_in_line() -> str:
        try:
            with printer._turn(monotonic() + 60):
                done.wait(30)
        except BusyError:
            # All others have come by now: they hold the places.
            done.set()
            return "sent away"
        return "served"

    with ThreadPoolExecutor(module.QUEUE + 1) as threads:
        waiting = [threads.submit(stand_in_line) for _number in range(module.QUEUE + 1)]

    assert sorted(one.result() for one in waiting) == ["sent away", *["served"] * module.QUEUE]
