"""The demo for real: begun on nothing, looked at, ended by Ctrl-C, begun again, killed, begun again."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import pytest
from django.conf import settings

from portal.lib.postgres import locks, running_url
from tests.servers import free_port

# On a busy machine; how quick it is, make bench says.
PATIENCE = 120
# The demo is told nothing but its knobs.
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")


class Demo:
    """One running demo, and what it said until it was up."""

    def __init__(self, folder: Path, port: int, **knobs: str) -> None:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.folder = folder
        self.url = f"http://localhost:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "portal.demo.serve"],
            cwd=settings.BASE_DIR,
            env=environment | {"DATA_DIR": str(folder), "PORT": str(port)} | knobs,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_until_up(self) -> str:
        assert self.process.stdout is not None
        said = ""
        out_of_patience = Timer(PATIENCE, self.process.kill)
        out_of_patience.start()
        try:
            for line in self.process.stdout:
                said += line
                if "Ctrl-C stops it." in line:
                    return said
        finally:
            out_of_patience.cancel()
        pytest.fail(f"The demo ended: {said}")

    def end(self, how: signal.Signals) -> str:
        self.process.send_signal(how)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return said

    def answer(self, path: str) -> int:
        with urlopen(self.url + path, timeout=PATIENCE) as response:  # noqa: S310  our own address
            return int(response.status)


@contextmanager
def demo(folder: Path, port: int, **knobs: str) -> Iterator[Demo]:
    started = Demo(folder, port, **knobs)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.end(signal.SIGTERM)
        assert started.process.stdout is not None
        started.process.stdout.close()


def test_a_demo_begins_on_nothing_stops_begins_again_is_killed_and_begins_again(
    tmp_path: Path,
) -> None:
    """In one go, as loading takes half a minute of a processor, and each start five seconds."""
    folder, port = tmp_path / "var of the demo", free_port()

    with demo(folder, port) as first:
        says_all_and_serves(first, port)
        a_taken_port_is_told_before_anything_is_started(tmp_path / "two", port)
        assert "The demo is stopped." in first.end(signal.SIGINT)
    assert first.process.returncode == 0
    assert running_url(folder / "postgres") is None

    with demo(folder, port) as killed:
        assert (folder / "demo-password").read_text() in killed.wait_until_up()
        assert killed.answer("/meetings/") == 200
        killed.process.kill()
        # Its output ends once all of its processes have.
        killed.process.communicate(timeout=PATIENCE)
    with locks.alone(folder / "postgres" / "guard"):
        assert running_url(folder / "postgres") is None

    two_side_by_side(folder, port, shutil.copytree(folder, tmp_path / "three", symlinks=True))


def says_all_and_serves(first: Demo, port: int) -> None:
    said = first.wait_until_up()

    assert first.answer("/healthz") == 200
    assert first.answer("/meetings/") == 200
    assert f"The demo is at http://localhost:{port}\n" in said
    assert f"{first.url}/demo/mail/" in said
    assert "member@example.org" in said
    assert (first.folder / "demo-password").read_text() in said
    assert "cookies are not Secure" in said


def a_taken_port_is_told_before_anything_is_started(folder: Path, port: int) -> None:
    with demo(folder, port) as told:
        said, _ = told.process.communicate(timeout=PATIENCE)

    assert f"Port {port} cannot be had" in said
    assert f"make demo PORT={port + 1}" in said
    assert told.process.returncode == 1
    assert not folder.exists()


def two_side_by_side(folder: Path, port: int, other: Path) -> None:
    """Of one that was killed, and of a copy of it."""
    with (
        demo(folder, port) as one,
        demo(other, free_port(), DEMO_PASSWORD="chosen by hand") as two,
    ):
        one.wait_until_up()
        assert "chosen by hand" in two.wait_until_up()

        assert (one.answer("/healthz"), two.answer("/healthz")) == (200, 200)


def test_a_database_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    with demo(tmp_path, free_port(), DATABASE_URL=f"postgresql:///x?host={tmp_path}") as told:
        said, _ = told.process.communicate(timeout=PATIENCE)

    assert "The database that DATABASE_URL names cannot be reached" in said
    assert told.process.returncode == 1
