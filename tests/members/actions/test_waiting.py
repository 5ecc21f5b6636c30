"""Telling coordinators and staff what waits for them: once, in a list of all of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.utils import timezone

from members.actions import access, waiting
from members.models import AccessRequest, City
from portal.lib import jobs
from tests.factories import make_city, make_group, make_person
from tests.ways_in import make_access_request, make_coordinator, make_group_request

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht")


def subjects() -> list[str]:
    jobs.run_due()
    return [str(each.subject) for each in outbox.outbox]


def unconfirmed(city: City) -> AccessRequest:
    return make_access_request(city=city, confirmed_at=None, to_staff_at=None)


def test_coordinators_get_one_list_of_all_that_waits(utrecht: City) -> None:
    people = [make_coordinator(utrecht), make_coordinator(utrecht)]
    make_access_request("a@x.org", city=utrecht, name="Anna")
    colleague = make_person("Bo", city=utrecht)
    make_group_request(person=colleague, group=make_group("Night"), city=utrecht)
    make_access_request("c@x.org", city=make_city())

    waiting.tell_coordinators()
    waiting.tell_coordinators()

    assert subjects() == ["Utrecht: what waits for your decision"] * 2
    assert {each.to[0] for each in outbox.outbox} == {person.email for person in people}
    body = str(outbox.outbox[0].body)
    assert "- Anna (a@x.org)" in body
    assert "- Bo: Night" in body


def test_the_list_comes_again_when_something_is_new(utrecht: City) -> None:
    make_coordinator(utrecht)
    make_access_request("a@x.org", city=utrecht, name="Anna")
    waiting.tell_coordinators()
    make_access_request("b@x.org", city=utrecht, name="Bo")

    waiting.tell_coordinators()

    assert len(subjects()) == 2
    assert "Anna" in str(outbox.outbox[1].body)
    assert "Bo" in str(outbox.outbox[1].body)


def test_what_is_answered_or_unconfirmed_is_in_no_list(utrecht: City) -> None:
    make_coordinator(utrecht)
    unconfirmed(utrecht)
    make_access_request("b@x.org", city=utrecht, answer="refused", answered_at=timezone.now())

    waiting.tell_coordinators()
    waiting.tell_staff()

    assert subjects() == []


def test_staff_are_told_once_of_what_has_passed_to_them(utrecht: City) -> None:
    make_coordinator(utrecht)
    with time_machine.travel(MONDAY, tick=False) as clock:
        access.confirm(asked=unconfirmed(utrecht), name="Anna", title="", note="", by=None)
        clock.shift(timedelta(days=3, seconds=-1))
        waiting.tell_staff()
        assert subjects() == []

        clock.shift(timedelta(seconds=1))
        waiting.tell_staff()
        waiting.tell_staff()

        assert subjects() == ["A request waits for the secretariat"]


def test_staff_are_told_of_places_in_groups_as_well(utrecht: City) -> None:
    now = datetime.now(UTC)
    person = make_person("Bo", city=utrecht)
    make_group_request(person=person, group=make_group("Night"), city=utrecht, to_staff_at=now)

    waiting.tell_staff()

    assert subjects() == ["A request waits for the secretariat"]
    body = str(outbox.outbox[0].body)
    assert "- Bo, Utrecht: a place in Night" in body
    assert "http://localhost:8000/manage/places/" in body
    assert "/manage/requests/" not in body
