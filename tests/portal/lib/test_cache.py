"""The shared cache counts attempts once, whoever counts, and is rid of what ran out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any, cast

import pytest
import time_machine
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory

from portal.lib import jobs
from portal.lib.cache import delete_expired

RACERS = 8
ROUNDS = 4
LIMIT = 5


def counts(key: str) -> bool:
    """Whether one more attempt is let through, as allauth asks it."""
    request = RequestFactory().post("/")
    limit = {"guess": f"{LIMIT}/5m/key"}
    return bool(ratelimit.consume(request, app="test", action="guess", config=limit, key=key))


def race(work: Callable[[], Any]) -> list[Any]:
    """What each of the racers got, all starting at once, each on a connection of its own."""
    start = Barrier(RACERS)

    def run(_: int) -> list[Any]:
        connection.ensure_connection()
        try:
            start.wait(timeout=30)
            return [work() for _ in range(ROUNDS)]
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as pool:
        return [got for each in pool.map(run, range(RACERS)) for got in each]


@pytest.mark.django_db(transaction=True)
def test_attempts_raced_from_many_sides_are_never_more_than_the_limit() -> None:
    let_through = race(lambda: counts("member@example.org"))

    assert len(let_through) == RACERS * ROUNDS
    assert sum(let_through) == LIMIT


@pytest.mark.django_db
def test_a_thousand_other_keys_do_not_wipe_a_count() -> None:
    for _ in range(LIMIT):
        counts("member@example.org")
    cache.set_many({f"other-{number}": 1 for number in range(1000)})

    assert not counts("member@example.org")


@pytest.mark.django_db
def test_what_ran_out_is_deleted_and_the_rest_kept() -> None:
    noon = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        cache.set("short", 1, timeout=60)
        cache.set("long", 2, timeout=600)
        clock.shift(timedelta(seconds=61))

        assert delete_expired() == 1
        jobs.enqueue("clear_cache")
        jobs.run_due()

        assert cast("int", cache.get("long")) == 2
