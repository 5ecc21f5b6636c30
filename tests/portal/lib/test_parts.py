"""What is kept of the content holds until a change or its time, in every process, and not a moment longer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction

from members.models import City
from portal.lib import content_version, parts
from portal.lib.kept import Shelf
from portal.lib.parts import FRESH, Content, Making, Part
from tests.factories import make_city
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)


class Made:
    """Counts how often it was made, and says what the city is called."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.times = 0

    def __call__(self, _making: Making) -> str:
        self.times += 1
        return City.objects.get(pk=self.city.pk).name


@pytest.fixture
def city() -> City:
    return make_city("Milano")


def content(shelf: Shelf[Part]) -> Content:
    """As a request finds it that begins now."""
    version = content_version.current()
    return Content(shelf, lambda: version)


def rename(city: City, name: str) -> Callable[[], int]:
    return lambda: City.objects.filter(pk=city.pk).update(name=name)


def test_the_second_request_is_given_what_the_first_one_made(city: City) -> None:
    shelf, made = parts.shelf(), Made(city)

    assert [content(shelf).kept("name", made) for _request in range(3)] == ["Milano"] * 3
    assert made.times == 1
    assert len(shelf) == 1


def test_what_it_depends_on_tells_parts_from_one_another() -> None:
    one = content(parts.shelf())

    assert [one.kept(number, lambda _: number) for number in (1, 2)] == [1, 2]  # noqa: B023


def test_a_change_shows_at_once_in_all_processes(city: City) -> None:
    workers, made = (parts.shelf(), parts.shelf()), Made(city)
    before = [content(shelf).kept("name", made) for shelf in workers]

    rename(city, "Milan")()

    assert before == ["Milano"] * 2
    assert [content(shelf).kept("name", made) for shelf in workers] == ["Milan"] * 2


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_part_made_while_content_changes_is_not_given_again(city: City, when: str) -> None:
    changes = [rename(city, "Milan")]

    def make(_making: Making) -> str:
        if when == "before" and changes:
            race(changes.pop(), times=1)
        name = City.objects.get(pk=city.pk).name
        if changes:
            race(changes.pop(), times=1)
        return name

    shelf = parts.shelf()
    first = content(shelf).kept("name", make)

    assert first == {"before": "Milan", "after": "Milano"}[when]
    assert content(shelf).kept("name", make) == "Milan"


def test_within_a_transaction_nothing_is_kept_or_given(city: City) -> None:
    shelf, made = parts.shelf(), Made(city)
    content(shelf).kept("name", made)

    with transaction.atomic():
        rename(city, "Milan")()
        within = content(shelf).kept("name", made)
        transaction.set_rollback(True)

    assert within == "Milan"
    assert content(shelf).kept("name", made) == "Milano"


def test_without_a_shelf_all_is_made_afresh(city: City) -> None:
    made = Made(city)

    assert [FRESH.kept("name", made) for _time in range(2)] == ["Milano"] * 2
    assert made.times == 2


def test_midnight_in_the_networks_zone_ends_it() -> None:
    shelf = parts.shelf()
    with time_machine.travel(datetime(2026, 11, 22, 22, 59, 50, tzinfo=UTC), tick=False) as clock:

        def second() -> int:
            return content(shelf).kept("second", lambda _: datetime.now(UTC).second)

        first = second()
        clock.shift(9)
        kept = second()
        clock.shift(1)
        after = second()

    assert (first, kept, after) == (50, 50, 0)


def test_a_moment_that_it_names_ends_it_sooner() -> None:
    shelf = parts.shelf()
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False) as clock:

        def make(making: Making) -> int:
            making.ends_by(lambda after: [None, after + timedelta(seconds=30)])
            return datetime.now(UTC).second

        def second() -> int:
            return content(shelf).kept("second", make)

        first = second()
        clock.shift(29)
        kept = second()
        clock.shift(1)
        after = second()

    assert (first, kept, after) == (0, 0, 30)


def test_a_shelf_is_bounded_and_what_is_asked_for_stays() -> None:
    shelf = Shelf[Part](most_bytes=5000)
    often = "often"
    made: list[str] = []

    def of(key: str) -> Callable[[Making], str]:
        def make(_making: Making) -> str:
            made.append(key)
            return "x" * 1000

        return make

    for number in range(20):
        content(shelf).kept(often, of(often))
        content(shelf).kept(number, of("other"))

    assert made.count(often) == 1
    assert 0 < shelf.bytes <= 5000
    assert len(shelf) < 5


def test_what_is_too_large_is_given_and_not_kept() -> None:
    shelf = parts.shelf()

    assert len(content(shelf).kept("large", lambda _: "x" * 1024**2)) == 1024**2
    assert (len(shelf), shelf.bytes) == (0, 0)
