"""Races by real threads and real connections: all start at one instant, and each closes its connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def race(call: Callable[[], T], *, times: int) -> list[T | Exception]:
    """What each of ``times`` simultaneous calls returned or raised."""
    barrier = Barrier(times)

    def run(_number: int) -> T | Exception:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            return call()
        except Exception as error:  # noqa: BLE001 - what was raised is what the race is about
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))
