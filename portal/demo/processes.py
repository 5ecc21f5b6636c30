"""The demo's processes beside the database: started together, watched, stopped together."""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.request import Request, urlopen

CHECKOUT = Path(__file__).resolve().parents[2]
PREPARATION = ("-m", "portal.demo.preparation")
WEB = ("-m", "gunicorn", "-c", "portal/gunicorn.py", "portal.wsgi")
WORKER = ("manage.py", "procrastinate", "worker")
# A download under way gets these seconds; then it is cut.
STOP_SECONDS = 8.0
UP_SECONDS = 60.0
PARENT_DIED = 1  # PR_SET_PDEATHSIG of linux/prctl.h


class ProcessEndedError(Exception):
    """One of the demo's processes ended by itself; what it said stands above."""


@contextmanager
def running(*commands: tuple[str, ...]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run Python with each of these, until the block is left in whatever way."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        # One by one: those started are stopped should the next one fail.
        processes.extend(_start(command) for command in commands)
        yield processes
    finally:
        stop(processes)


def run(command: tuple[str, ...]) -> None:
    """Run Python with this to its end, which must be a good one."""
    with running(command) as (process,):
        if process.wait() != 0:
            raise ProcessEndedError("The demo could not be made ready; why stands above.")


def wait_until_up(processes: list[subprocess.Popen[bytes]], port: int) -> None:
    until = monotonic() + UP_SECONDS
    while not _answers(port):
        refuse_ended(processes)
        if monotonic() > until:
            raise ProcessEndedError(
                f"The web server did not answer within {UP_SECONDS:.0f} seconds."
            )
        sleep(0.05)


def wait(processes: list[subprocess.Popen[bytes]]) -> None:
    """Wait until one ends, which it should not."""
    while True:
        refuse_ended(processes)
        sleep(0.5)


def refuse_ended(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is not None:
            words = " ".join(str(word) for word in process.args[1:])  # type: ignore[index]
            raise ProcessEndedError(f"This ended by itself; what it said stands above: {words}")


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    until = monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, until - monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _start(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *command],
        # The others say what matters on standard error.
        stdout=None if command == PREPARATION else subprocess.DEVNULL,
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        # Ctrl-C is heard by us alone, who then stop the others in order.
        start_new_session=True,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  before any thread
    )


def _die_with_parent() -> None:
    """Ask Linux to stop this process when the demo is killed outright; else it would keep the port."""
    ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)


def _answers(port: int) -> bool:
    request = Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": f"localhost:{port}"})
    try:
        with urlopen(request, timeout=5) as response:  # noqa: S310  our own address
            return bool(response.status == 200)
    except HTTPError as error:
        raise ProcessEndedError(
            f"The portal answers with {error}; what it said stands above."
        ) from error
    except OSError:
        return False
