"""Memory is read from what Linux says."""

import os
import subprocess
import sys

from bench import memory

ROLLUP = "5566-7788 ---p 0 00:00 0 [rollup]\nRss:  9000 kB\nPss:  2048 kB\nPss_Dirty:  1 kB\n"


def test_the_proportional_share_is_read() -> None:
    assert memory.pss(ROLLUP) == 2048


def test_of_those_that_were_started_only_what_runs_a_module_can_be_asked_for() -> None:
    waiting = [sys.executable, "-c", "input('ready')", "bench.press"]
    with subprocess.Popen(waiting, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.read(5) == b"ready"
        alone = memory.of(os.getpid(), only="bench.press")
        together = memory.of(os.getpid())
        process.communicate(b"\n")

    assert 0 < alone < together
    assert memory.of(os.getpid(), only="bench.press") == 0
