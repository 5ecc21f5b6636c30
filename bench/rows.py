"""The rows of ENGINEERING's table of targets, each measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from time import perf_counter
from urllib.request import urlopen

from bench import browser, load, memory, nginx, rush
from bench.site import Site, another_web, answering, free_port, output, wait_for
from bench.table import Row, share
from portal.demo.calendar import Years
from portal.lib.pdf.shared_press import PRESS

# How often a paper is printed anew.
PAPERS = 9


@dataclass(frozen=True)
class Pace:
    """How long each run lasts and how many there are of each."""

    seconds: int
    times: int


def measure(site: Site, pace: Pace, *, today: date) -> Iterator[Row]:
    milan = f"milan-{Years.around(today).milan}-02"
    meeting, agenda = f"/meetings/{milan}/", f"/meetings/{milan}/agenda/"
    paper = f"/meetings/{milan}/agenda.pdf"
    yield _of_hello("meeting page, stranger", 50, site, pace, path=meeting)
    yield _of_hello("meeting page, signed in", 8, site, pace, path=meeting, cookies=site.cookies)
    yield _of_hello("agenda page, signed in", 8, site, pace, path=agenda, cookies=site.cookies)
    yield _of_hello(
        "list of meetings, signed in", 8, site, pace, path="/meetings/", cookies=site.cookies
    )
    yield _download(site, pace)
    yield _of_hello("agenda PDF kept, stranger", 50, site, pace, path=paper)
    yield _fresh_paper(site, milan, paper)
    # Now, while the presses that printed these still run.
    yield _memory(site)
    yield from _cold(site.url + meeting)
    yield _start()
    yield _rush()
    yield _queries("/", meeting, agenda, "/meetings/", "/groups/", "/cities/")


def _of_hello(
    name: str, target: float, site: Site, pace: Pace, *, path: str, cookies: Sequence[str] = ()
) -> Row:
    measured = load.share(
        site.url + path, site.hello, seconds=pace.seconds, times=pace.times, cookies=cookies
    )
    return share(name, target, measured.of_hello, f"{measured.requests:.0f} a second")


def _download(site: Site, pace: Pace) -> Row:
    name = "gated 1 MB file through nginx"
    if nginx.program() is None:
        return Row(name, 8, "%", None, "more", "nginx is not installed")
    folder, port = site.demo.folder, free_port()
    path = output("bench.large_file")
    with (
        another_web(ACCEL_REDIRECT="/protected") as portal,
        nginx.before(portal, port=port, folder=folder, documents=folder / "documents"),
    ):
        wait_for(f"http://127.0.0.1:{portal}/healthz")
        url = f"http://127.0.0.1:{port}{path}"
        measured = load.share(
            url, site.hello, seconds=pace.seconds, times=pace.times, cookies=site.cookies
        )
    return share(name, 8, measured.of_hello, f"{measured.bytes / 1024**2:.0f} MB/s")


def _fresh_paper(site: Site, slug: str, path: str) -> Row:
    """Printed anew several times, by turns with WeasyPrint in a process of its own that has printed before.

    The first of ours waits for a press to start, and is told apart.
    """
    first = _printed_anew(site, f"{path}?again=0")
    with answering("bench.paper", slug) as alone:
        pairs = [
            (_printed_anew(site, f"{path}?again={time}"), float(alone()))
            for time in range(1, PAPERS + 1)
        ]
    fresh, bare = (median(column) for column in zip(*pairs, strict=True))
    words = (
        f"{fresh * 1000:.0f} ms, WeasyPrint alone {bare * 1000:.0f} ms, "
        f"the first of a press {first * 1000:.0f} ms"
    )
    ratio = median(ours / theirs for ours, theirs in pairs)
    return Row("agenda PDF fresh", 1.2, "x", ratio, "less", words)


def _printed_anew(site: Site, path: str) -> float:
    """*path* was not asked for before: neither a paper nor an answer is kept of it."""
    for kept in (site.demo.folder / "kept" / "pdf").glob("*.pdf"):
        kept.unlink()
    return _seconds(site.url + path)


def _cold(address: str) -> Iterator[Row]:
    fetched = browser.cold(address)
    bare, whole = (fetched.kilobytes(with_fonts_and_map=one) for one in (False, True))
    yield Row("cold meeting page", 8, "requests", fetched.requests, "less")
    yield Row("cold meeting page without fonts and map", 40, "KB", bare, "less")
    yield Row("cold meeting page with fonts and map", 120, "KB", whole, "less")


def _memory(site: Site) -> Row:
    name = "memory after load: web and job worker"
    if not memory.is_known():
        return Row(name, 350, "MB", None, "less", "this system does not tell")
    web, worker = (memory.of(pid) for pid in site.pids)
    presses = memory.of(*site.pids, only=PRESS)
    words = f"{web:.0f} + {worker:.0f} MB, of which presses {presses:.0f}"
    return Row(name, 350, "MB", web + worker, "less", words)


def _start() -> Row:
    with another_web() as port:
        seconds = wait_for(f"http://127.0.0.1:{port}/")
    return Row("start to first page", 1.5, "s", seconds, "less", "database running")


def _rush() -> Row:
    """As many processes as what it is compared with was raced by."""
    address, *keys = output("bench.crowd", "100", "30").split()
    with another_web(WEB_WORKERS="8") as port:
        wait_for(f"http://127.0.0.1:{port}/readyz")
        answered = rush.at_once(port, address, keys)
    seated = int(output("bench.crowd", "seated"))
    words = f"all answered within {answered.seconds:.1f} s"
    return Row("100 people for 30 places, 8 workers", 30, "seats", seated, "neither", words)


def _queries(*addresses: str) -> Row:
    most = int(output("bench.queries", *addresses))
    return Row("queries a page, at most", 12, "queries", most, "less", "signed in")


def _seconds(url: str) -> float:
    began = perf_counter()
    with urlopen(url, timeout=60) as response:  # noqa: S310 - our own address
        response.read()
    return perf_counter() - began
