"""An agenda of five days and 150 items opens with few questions to the database, and answers a change soon."""

from datetime import date, time, timedelta
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Person
from tests.factories import make_day, make_item, make_release
from tests.visits.manage.agenda.conftest import AGENDA, SCRIPT
from visits.models import AgendaItem, Meeting, Speaker

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
MOST_SECONDS = 0.150
# What the machine takes for a loop of the template engine when nothing else runs on it; more says how busy it is.
CALM = 0.012


def fill(meeting: Meeting, *, days: int, items: int) -> AgendaItem:
    for number in range(days):
        day = make_day(meeting=meeting, on=date(2027, 6, 1) + timedelta(days=number))
        for place in range(items):
            at = 8 * 60 + place * 20
            starts, ends = (time(*divmod(minutes, 60)) for minutes in (at, at + 20))
            item = make_item(day=day, starts=starts, ends=ends, place="Hall")
            Speaker.objects.create(item=item, name="Someone")
    make_release(meeting)
    return item


def number_of_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(AGENDA).status_code == 200
    return len(captured)


def test_it_opens_with_few_questions(client: Client, secretary: Person, meeting: Meeting) -> None:
    fill(meeting, days=1, items=1)
    with_one = number_of_queries(client)
    AgendaItem.objects.all().delete()
    meeting.days.all().delete()
    fill(meeting, days=5, items=30)

    assert with_one == number_of_queries(client) <= MOST_QUERIES


def noise() -> float:
    """How many times slower than when it is calm the machine is now."""
    template = Template(
        "{% for row in rows %}<li>{{ row.a }}{% if row.b %}{{ row.b }}{% endif %}</li>{% endfor %}"
    )
    rows = [{"a": number, "b": str(number)} for number in range(2000)]
    started = perf_counter()
    template.render(Context({"rows": rows}))
    return max(1.0, (perf_counter() - started) / CALM)


def test_it_answers_a_change_soon(client: Client, secretary: Person, meeting: Meeting) -> None:
    item = fill(meeting, days=5, items=30)
    ways = ["earlier", "later"] * 5
    taken = []
    for direction in ways:
        started = perf_counter()
        address = f"{AGENDA}items/{item.pk}/step/"
        assert client.post(address, {"direction": direction}, headers=SCRIPT).status_code == 200
        taken.append((perf_counter() - started) / noise())

    assert median(taken) < MOST_SECONDS
