"""Load by `wrk`, and what it says about it."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from tempfile import NamedTemporaryFile

CONNECTIONS = 16
# An answer may take long without being none.
PATIENCE = ("--timeout", "30s")
RATE = re.compile(r"^Requests/sec:\s+([\d.]+)$", re.MULTILINE)
BYTES = re.compile(r"^Transfer/sec:\s+([\d.]+)([KMG]?)B$", re.MULTILINE)
REFUSED = re.compile(r"Non-2xx or 3xx responses: (\d+)")
BROKEN = re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")
UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


class LoadError(Exception):
    """What was measured is not what was asked for; the message says what came instead."""


@dataclass(frozen=True)
class Load:
    """Requests and bytes a second."""

    requests: float
    bytes: float


@dataclass(frozen=True)
class Share:
    """Pairs of runs, each of ours beside hello's at the same time."""

    pairs: list[tuple[Load, Load]]

    @property
    def of_hello(self) -> float:
        return median(ours.requests / hello.requests for ours, hello in self.pairs)

    @property
    def requests(self) -> float:
        return median(ours.requests for ours, _ in self.pairs)

    @property
    def bytes(self) -> float:
        return median(ours.bytes for ours, _ in self.pairs)


def read(said: str) -> Load:
    """What wrk printed. Raises LoadError when anything but pages was answered."""
    if refused := REFUSED.search(said):
        raise LoadError(f"{refused[1]} answers were neither 2xx nor 3xx.")
    # Servers without keep-alive are read to their end, which wrk may count as an error of reading.
    if (broken := BROKEN.search(said)) and (int(broken[1]) or int(broken[4])):
        raise LoadError(f"Connections failed: {broken[0]}.")
    rate, volume = RATE.search(said), BYTES.search(said)
    if rate is None or volume is None:
        raise LoadError(f"wrk said something else than expected: {said!r}")
    return Load(float(rate[1]), float(volume[1]) * UNITS[volume[2]])


def run(url: str, *, seconds: int, cookies: Sequence[str] = ()) -> Load:
    """By one person after the other, if there are cookies of several."""
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(by_turns(cookies))
        script.flush()
        done = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *PATIENCE, "-s", script.name, url],
            capture_output=True,
            text=True,
            check=True,
        )
    return read(done.stdout)


def by_turns(cookies: Sequence[str]) -> str:
    """What wrk is told: each request comes from the next person, and from the first one after the last."""
    if not cookies:
        return ""
    quoted = ", ".join(f'"{cookie}"' for cookie in cookies)
    return f"""
local cookies, turn = {{{quoted}}}, 0
request = function()
  turn = turn % #cookies + 1
  return wrk.format(nil, nil, {{["Host"] = wrk.headers["Host"], ["Cookie"] = cookies[turn]}})
end
"""


def share(url: str, hello: str, *, seconds: int, times: int, cookies: Sequence[str] = ()) -> Share:
    """Hello and ours by turns, so that whatever else the machine does hits both."""
    run(url, seconds=2, cookies=cookies)
    return Share(
        [
            (run(url, seconds=seconds, cookies=cookies), run(hello, seconds=seconds))
            for _time in range(times)
        ]
    )
