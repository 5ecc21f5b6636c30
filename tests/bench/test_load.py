"""What wrk says is read right, and what went wrong is no figure."""

import pytest

from bench import load

SAID = """Running 3s test @ http://127.0.0.1:8999/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     6.44ms    7.88ms  74.96ms   88.59%
    Req/Sec     1.79k     0.90k    3.62k    70.00%
  10722 requests in 3.01s, 1.47MB read
Requests/sec:   3567.19
Transfer/sec:    501.64KB
"""


def test_requests_and_bytes_a_second() -> None:
    assert load.read(SAID) == load.Load(3567.19, 501.64 * 1024)
    assert load.read(SAID.replace("501.64KB", "119.00MB")).bytes == 119 * 1024**2


def test_reading_to_the_end_of_a_connection_is_no_failure() -> None:
    said = SAID + "  Socket errors: connect 0, read 12, write 0, timeout 0\n"

    assert load.read(said).requests == 3567.19


@pytest.mark.parametrize(
    "line",
    [
        "  Non-2xx or 3xx responses: 7",
        "  Socket errors: connect 3, read 0, write 0, timeout 0",
        "  Socket errors: connect 0, read 0, write 0, timeout 2",
    ],
)
def test_other_answers_than_pages_are_no_measurement(line: str) -> None:
    with pytest.raises(load.LoadError):
        load.read(f"{SAID}{line}\n")


def test_what_is_not_wrks_is_refused() -> None:
    with pytest.raises(load.LoadError, match="wrk said something else"):
        load.read("unable to connect")


def test_the_share_is_the_median_of_pairs() -> None:
    def pair(ours: float, hello: float) -> tuple[load.Load, load.Load]:
        return load.Load(ours, 0), load.Load(hello, 0)

    share = load.Share([pair(10, 100), pair(30, 50), pair(20, 100)])

    assert share.of_hello == 0.2
    assert share.requests == 20


def test_people_come_by_turns() -> None:
    script = load.by_turns(["sessionid=one", "sessionid=two"])

    assert '{"sessionid=one", "sessionid=two"}' in script
    assert "turn % #cookies + 1" in script
    assert load.by_turns([]) == ""
