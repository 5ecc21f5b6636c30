"""Papers are printed once, among threads and processes, and kept whole or not at all."""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.lib.pdf import kept
from portal.lib.pdf.paper import Paper
from portal.lib.pdf.turns import BusyError
from tests import papers

PAPER = Paper(html='<html lang="en"><title>T</title><p>Words.', css="")
LONG = 3000


def start(data_dir: Path, *, requests: int, repeated: int = 1) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.portal.lib.pdf.printing_process",
            PAPER.html,
            str(requests),
            str(repeated),
        ],
        env={**os.environ, "DATA_DIR": str(data_dir)},
        stdout=subprocess.PIPE,
        text=True,
    )


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_what_was_printed_is_found_again(data_dir: Path) -> None:
    with kept.open_printed(PAPER) as file:
        first, name = file.read(), file.name
    (data_dir / "kept" / "pdf" / f"{PAPER.key}.pdf").write_bytes(first + b"%kept")

    with kept.open_printed(PAPER) as file:
        assert file.read() == first + b"%kept"

    assert Path(name).stat().st_mode & 0o777 == 0o600


def test_eight_requests_in_two_processes_print_it_once(data_dir: Path) -> None:
    lock = kept.folder() / "locks" / PAPER.key[:2]
    lock.parent.mkdir(parents=True)
    with lock.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        processes = [start(data_dir, requests=4) for _number in range(2)]
        assert [line(process) for process in processes] == ["ready", "ready"]

    said = [process.communicate(timeout=120)[0].split("\n") for process in processes]

    assert sorted(word for lines in said for word in lines if word) == [
        "printed 0",
        "printed 1",
        "printing",
    ]


def test_a_crash_leaves_neither_a_lock_nor_half_a_file(data_dir: Path) -> None:
    process = start(data_dir, requests=1, repeated=LONG)
    assert [line(process), line(process)] == ["ready", "printing"]
    process.kill()
    process.communicate()

    assert list(kept.folder().glob("*.pdf")) == []
    with kept.open_printed(Paper(html=PAPER.html, css="")) as file:
        assert papers.words_of(papers.read(file.read())) == "Words."


def test_what_was_half_written_is_never_served_and_goes(data_dir: Path) -> None:
    half = kept.folder() / f"{PAPER.key}.half"
    old = kept.folder() / "0123.half"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"%PDF-1.7 half")
    old.write_bytes(b"%PDF-1.7 half")
    os.utime(old, (0, time.time() - kept.HALF_WRITTEN_SECONDS - 1))

    with kept.open_printed(PAPER) as file:
        assert papers.words_of(papers.read(file.read())) == "Words."

    assert [path.name for path in kept.folder().glob("*.*")] == [f"{PAPER.key}.pdf"]


def test_who_waits_too_long_for_anothers_paper_is_told(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PATIENCE_SECONDS", 0.05)
    lock = kept.folder() / "locks" / PAPER.key[:2]
    lock.parent.mkdir(parents=True)

    with lock.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BusyError):
            kept.open_printed(PAPER)


def test_those_asked_for_longest_ago_go_first(data_dir: Path) -> None:
    folder = kept.folder()
    folder.mkdir(parents=True)
    for age, name in enumerate(("new", "middle", "old")):
        (folder / f"{name}.pdf").write_bytes(b"x" * 100)
        os.utime(folder / f"{name}.pdf", (0, time.time() - age * 60))

    kept.prune(most_bytes=250)

    assert sorted(path.stem for path in folder.glob("*.pdf")) == ["middle", "new"]
