"""The shared cache counts attempts once, whoever counts, and is rid of what ran out."""

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
import time_machine
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.test import RequestFactory

from portal.lib import jobs
from portal.lib.cache import delete_expired
from tests.racing import race

RACERS = 8
ROUNDS = 4
LIMIT = 5


def counts(key: str) -> bool:
    """Whether one more attempt is let through, as allauth asks it."""
    request = RequestFactory().post("/")
    limit = {"guess": f"{LIMIT}/5m/key"}
    return bool(ratelimit.consume(request, app="test", action="guess", config=limit, key=key))


@pytest.mark.django_db(transaction=True)
def test_attempts_raced_from_many_sides_are_never_more_than_the_limit() -> None:
    def some() -> int:
        return sum(counts("member@example.org") for _round in range(ROUNDS))

    let_through = race(some, times=RACERS)

    assert [each for each in let_through if isinstance(each, Exception)] == []
    assert sum(each for each in let_through if isinstance(each, int)) == LIMIT


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
