"""All processes of a machine print on one press, whoever started it and however it ended."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Client
from pathlib import Path
from time import monotonic

import pytest

from portal.lib.pdf import press, shared_press
from portal.lib.pdf.paper import Paper
from portal.lib.pdf.printer import Printer
from portal.lib.pdf.shared_press import PressGoneError
from portal.lib.pdf.turns import BusyError

PAPER = Paper(html='<html lang="en"><title>T</title><p>Words.', css="")
LISTEN = """
import socket, sys
from portal.lib.pdf import press
press.SECONDS_A_PAPER = 1
press.work(socket.socket(fileno=int(sys.argv[1])))
"""


@pytest.fixture
def other() -> Iterator[Printer]:
    made = Printer()
    yield made
    made.stop()


def address() -> Path:
    (noted,) = (path for path in shared_press.folder().iterdir() if path.name != "turn")
    return Path(noted.read_text())


def test_a_printer_uses_the_press_that_another_started(
    printer: Printer, other: Printer, deadline: float
) -> None:
    printer.print(PAPER, deadline=deadline)

    other.print(PAPER, deadline=deadline)

    assert printer._started is not None
    assert other._started is None
    assert address().parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("end", ["stopped", "killed"])
def test_when_it_is_ended_the_next_printer_starts_another(
    printer: Printer, other: Printer, deadline: float, end: str
) -> None:
    printer.print(PAPER, deadline=deadline)
    left_behind = address()
    assert printer._started is not None
    if end == "stopped":
        printer.stop()
        assert not left_behind.parent.exists()
    else:
        printer._started.process.kill()
        printer._started.process.wait()

    assert other.print(PAPER, deadline=deadline).startswith(b"%PDF")
    assert other._started is not None
    assert address() != left_behind
    assert not left_behind.parent.exists()


def test_printers_take_turns(printer: Printer, other: Printer) -> None:
    with printer._turn(monotonic() + 60), pytest.raises(BusyError):
        other.print(PAPER, deadline=monotonic() + 0.05)


def test_two_printers_at_once_share_one_press(
    printer: Printer, other: Printer, deadline: float
) -> None:
    with ThreadPoolExecutor(2) as threads:
        printed = list(
            threads.map(lambda one: one.print(PAPER, deadline=deadline), (printer, other))
        )

    assert printed[0] == printed[1]
    assert [printer._started, other._started].count(None) == 1


def test_a_press_that_nobody_needs_ends_and_leaves_nothing(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "IDLE_SECONDS", 0.01)
    room = data_dir / "room"
    room.mkdir()

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(room / "press"))
        listener.listen()
        press.work(listener)
        press.leave(listener.getsockname())

    assert not room.exists()


def test_a_press_goes_on_when_a_printer_is_gone(printer: Printer, deadline: float) -> None:
    printer.print(PAPER, deadline=deadline)
    Client(str(address()), family="AF_UNIX").close()

    printer.print(PAPER, deadline=deadline)

    assert printer._started is not None
    assert printer._started.process.poll() is None


def test_a_press_that_is_at_it_for_too_long_ends_itself(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "press"))
        listener.listen()
        started = subprocess.Popen(
            [sys.executable, "-c", LISTEN, str(listener.fileno())], pass_fds=[listener.fileno()]
        )
        with started, Client(listener.getsockname(), family="AF_UNIX") as line:
            with suppress(EOFError, ConnectionResetError):
                line.recv()

            assert started.wait(timeout=60) == -signal.SIGALRM


def test_without_a_press_there_is_no_line(data_dir: Path) -> None:
    path = shared_press._path()
    path.parent.mkdir(parents=True)
    path.write_text(str(data_dir / "gone"))

    with pytest.raises(PressGoneError):
        shared_press.line(monotonic() + 60)
