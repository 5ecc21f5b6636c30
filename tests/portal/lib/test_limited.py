"""Programs that may be made to misbehave: real ones, really ended."""

import json
import os
import socket
import sys
from pathlib import Path

import pytest

from portal.lib import limited
from portal.lib.limited import LimitReachedError, Limits, ProgramFailedError

MEGABYTE = 1024**2


def run(
    script: str,
    folder: Path,
    *words: str,
    seconds: int = 60,
    memory: int = 512 * MEGABYTE,
    file_size: int = MEGABYTE,
) -> None:
    limited.run(
        [sys.executable, "-c", script, *words],
        folder=folder,
        limits=Limits(seconds=seconds, memory=memory, file_size=file_size),
    )


def test_it_works_in_its_folder_and_knows_nothing_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET", "not for programs")

    run("import json, os; json.dump(dict(os.environ), open('seen.json', 'w'))", tmp_path)

    seen = json.loads((tmp_path / "seen.json").read_text())
    assert {"A_SECRET", "DATABASE_URL", "SECRET_KEY"}.isdisjoint(seen)
    assert seen["HOME"] == seen["TMPDIR"] == str(tmp_path)


def test_an_error_of_its_own_is_told_with_its_last_words(tmp_path: Path) -> None:
    script = "import sys; sys.exit('x' * 5000 + 'the end')"

    with pytest.raises(ProgramFailedError, match=r"ended with 1: x+the end") as failed:
        run(script, tmp_path)

    assert len(str(failed.value)) < 2100


def test_one_that_waits_for_ever_is_ended_by_the_clock(tmp_path: Path) -> None:
    with pytest.raises(LimitReachedError, match="longer than 1 s"):
        run("import signal; signal.pause()", tmp_path, seconds=1)


def test_one_that_computes_for_ever_is_ended_by_the_system(tmp_path: Path) -> None:
    # The clock alone would let it go on for as long as it wants to use several processors.
    script = (
        "import os, resource; print(resource.getrlimit(resource.RLIMIT_CPU), file=open('cpu', 'w'))"
    )

    run(script, tmp_path, seconds=61)

    assert (tmp_path / "cpu").read_text().strip() == "(61, 61)"
    with pytest.raises(LimitReachedError):
        run("while True: pass", tmp_path, seconds=1)


def test_one_that_eats_memory_gets_no_more_of_it(tmp_path: Path) -> None:
    with pytest.raises(ProgramFailedError, match="MemoryError"):
        run(f"bytearray({600 * MEGABYTE})", tmp_path)


def test_one_that_fills_the_disk_is_stopped(tmp_path: Path) -> None:
    with pytest.raises((ProgramFailedError, LimitReachedError)):
        run(f"open('large', 'wb').write(bytes({2 * MEGABYTE}))", tmp_path)

    assert (tmp_path / "large").stat().st_size <= MEGABYTE


@pytest.mark.parametrize(("ending", "seconds"), [("", 60), ("import signal; signal.pause()", 6)])
def test_what_it_leaves_running_is_ended_with_it(tmp_path: Path, ending: str, seconds: int) -> None:
    # The child holds the writing end of one pipe: its end is seen as the end of the file, without waiting for it.
    # Opening the other, the program waits for the child.
    for pipe in ("alive", "begun"):
        os.mkfifo(tmp_path / pipe)
    reading = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    child = "import signal; file = open('alive', 'w'); open('begun', 'w').close(); signal.pause()"
    script = (
        "import subprocess, sys\n"
        f"subprocess.Popen([sys.executable, '-c', {child!r}])\n"
        "open('begun').close()\n"
        "open('started', 'w').close()\n" + ending
    )

    try:
        run(script, tmp_path, seconds=seconds)
    except LimitReachedError:
        assert ending
    os.set_blocking(reading, True)

    assert (tmp_path / "started").exists()
    assert os.read(reading, 1) == b""
    os.close(reading)


def test_it_reaches_no_network_where_the_kernel_can_take_it_away(tmp_path: Path) -> None:
    script = (
        "import socket, sys\n"
        "try: socket.create_connection(('127.0.0.1', int(sys.argv[1])), timeout=5).close()\n"
        "except OSError: open('refused', 'w').close()"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        run(script, tmp_path, str(server.getsockname()[1]))
        try:
            server.accept()[0].close()
            was_reached = True
        except BlockingIOError:
            was_reached = False

    assert was_reached is not limited.has_no_network()
    assert (tmp_path / "refused").exists() is limited.has_no_network()
