"""A rush: many signed-in people who ask for a seat over HTTP at one instant."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from time import perf_counter
from typing import Final
from urllib.parse import urlencode

# As long as the server reads before it is done with a request.
PATIENCE: Final = 60


@dataclass(frozen=True)
class Answered:
    """What each was answered, in the order of the people, and how long all of it took."""

    statuses: list[int]
    seconds: float


def at_once(port: int, address: str, keys: Sequence[str], **form: str) -> Answered:
    """All connections stand before the first request is sent, and all are sent before the first answer is read."""
    token = secrets.token_hex(16)
    body = urlencode({"csrfmiddlewaretoken": token} | form)
    lines = [HTTPConnection("localhost", port, timeout=PATIENCE) for _key in keys]
    for line in lines:
        line.connect()
    began = perf_counter()
    for line, key in zip(lines, keys, strict=True):
        cookies = f"sessionid={key}; csrftoken={token}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", address, body, headers)
    statuses = [line.getresponse().status for line in lines]
    seconds = perf_counter() - began
    for line in lines:
        line.close()
    return Answered(statuses, seconds)
