"""What is measured: the demo with 2,000 meetings more, on a throw-away database, and the bare server beside it."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

from bench import accounts
from portal.demo import processes
from portal.demo.environment import Demo
from portal.demo.steps import step
from portal.lib.postgres import Cluster

WORKERS = "2"
STARTED_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """A portal that serves, with people logged in, and hello."""

    demo: Demo
    hello: str
    cookies: tuple[str, ...]
    pids: tuple[int, ...]

    @property
    def url(self) -> str:
        return self.demo.url


@contextmanager
def serving(*, meetings: int) -> Iterator[Site]:
    with tempfile.TemporaryDirectory(prefix="city-portal-bench-") as folder:
        demo = Demo(
            free_port(), Path(folder) / "var", None, "bench-password", secrets.token_hex(32)
        )
        demo.folder.mkdir()
        with Cluster(Path(folder) / "postgres", throwaway=True) as cluster:
            os.environ |= demo.environment(cluster.url()) | {"WEB_WORKERS": WORKERS}
            processes.run(processes.PREPARATION)
            with step(f"Writing {meetings} meetings"):
                output("bench.meetings", str(meetings))
                people = output("bench.people", demo.password).split()
            hello = free_port()
            with processes.running(processes.WEB, processes.WORKER, _hello(hello)) as started:
                processes.wait_until_up(started, demo.port)
                wait_for(f"http://127.0.0.1:{hello}/")
                with step(f"Logging {len(people)} people in"):
                    cookies = accounts.cookies(demo.url, people, demo.password)
                pids = tuple(process.pid for process in started[:2])
                yield Site(demo, f"http://127.0.0.1:{hello}/", cookies, pids)


@contextmanager
def another_web(**changes: str) -> Iterator[int]:
    """Another web server on the same records, by its port; it may not answer yet."""
    port = free_port()
    before = dict(os.environ)
    os.environ |= {"PORT": str(port)} | changes
    try:
        with processes.running(processes.WEB):
            yield port
    finally:
        os.environ.clear()
        os.environ |= before


def output(module: str, *words: str) -> str:
    """What one of our modules prints that work on the records, each in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()


@contextmanager
def answering(module: str, *words: str) -> Iterator[Callable[[], str]]:
    """One of our modules in a process of its own, which says a line whenever it is asked."""
    with subprocess.Popen(
        [sys.executable, "-m", module, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        asking, answers = process.stdin, process.stdout
        if asking is None or answers is None:
            raise RuntimeError(module)

        def ask() -> str:
            asking.write("\n")
            asking.flush()
            return answers.readline().strip()

        yield ask
        asking.close()


def wait_for(url: str) -> float:
    """Seconds until it answers."""
    began = monotonic()
    while monotonic() - began < STARTED_SECONDS:
        try:
            urlopen(url, timeout=STARTED_SECONDS).close()  # noqa: S310 - our own address
        except (URLError, ConnectionError):
            sleep(0.01)
        else:
            return monotonic() - began
    raise TimeoutError(f"{url} did not answer within {STARTED_SECONDS} seconds.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _hello(port: int) -> tuple[str, ...]:
    bind = f"127.0.0.1:{port}"
    return ("-m", "gunicorn", "-w", WORKERS, "-b", bind, "--no-control-socket", "bench.hello")
