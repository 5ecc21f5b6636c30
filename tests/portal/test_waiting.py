"""Telling coordinators and staff what waits for them: once, in a list of all of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as outbox
from django.utils import timezone

from members.actions import access
from members.actions.posts import end_post
from members.models import AccessRequest, City, Person, Post
from portal import waiting
from portal.lib import jobs
from portal.models import Message
from tests.factories import make_city, make_group, make_person
from tests.racing import race
from tests.registrations import make_open_meeting, make_registration
from tests.ways_in import make_access_request, make_coordinator, make_group_request
from visits.actions.registration.book import opened
from visits.models import Registration
from visits.registration.in_a_line import in_a_line
from visits.registration.states import Actor

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


# Registrations -----------------------------------------------------------------------------------


def ask_to_come(person: Person, title: str = "Night visit", **fields: object) -> Registration:
    """A registration that waits for its city's approval."""
    meeting = make_open_meeting(title, approval="city")
    given: dict[str, object] = {
        "approval": "city",
        "to_staff_at": datetime.now(UTC) + timedelta(days=3),
    }
    return make_registration(meeting=meeting, person=person, state="pending", **(given | fields))  # type: ignore[arg-type]


def test_registrations_stand_in_the_one_list_of_the_day(utrecht: City) -> None:
    make_coordinator(utrecht)
    make_access_request("a@x.org", city=utrecht, name="Anna")
    asked = ask_to_come(make_person("Bo", city=utrecht))
    ask_to_come(make_person("Cy", city=utrecht), "Done", approved_at=timezone.now())
    gone = make_person("Di", city=utrecht)
    make_registration(person=gone, city=utrecht, meeting=asked.meeting)
    Post.objects.filter(person=gone).update(ends_on="2020-01-01")

    waiting.tell_coordinators()
    waiting.tell_coordinators()

    assert subjects() == ["Utrecht: what waits for your decision"]
    body = str(outbox.outbox[0].body)
    assert "- Anna (a@x.org)" in body
    assert "Registrations to approve\n- Bo: Night visit" in body
    assert "not representing Utrecht any more" in body
    assert "- Di: Night visit" in body
    assert "Cy" not in body


def test_what_nobody_was_there_to_be_told_of_is_told_to_who_comes(utrecht: City) -> None:
    ask_to_come(make_person("Bo", city=utrecht))
    waiting.tell_coordinators()
    make_coordinator(utrecht)

    waiting.tell_coordinators()

    assert len(subjects()) == 1


def test_a_registration_passes_to_staff_after_three_working_days_and_they_are_told_once(
    utrecht: City,
) -> None:
    make_coordinator(utrecht)
    asked = ask_to_come(make_person("Bo", city=utrecht))
    waiting.tell_staff()
    assert subjects() == []

    rest: dict[str, Any] = {"approval": "city", "state": "pending"}
    make_registration(meeting=asked.meeting, person=make_person("Cy", city=utrecht), **rest)
    other = ask_to_come(asked.person, "Walk")
    Registration.objects.update(to_staff_at=timezone.now())
    waiting.tell_staff()
    waiting.tell_staff()

    assert subjects() == ["3 requests wait for the secretariat"]
    body = str(outbox.outbox[0].body)
    assert (
        f"\nRegistrations for {in_a_line(asked.meeting)}\n- Bo, Utrecht\n- Cy, Utrecht\n"
        "http://localhost:8000/manage/meetings/night-visit/registration/?only=asked\n"
        f"\nRegistrations for {in_a_line(other.meeting)}\n- Bo, Utrecht\n"
        "http://localhost:8000/manage/meetings/walk/registration/?only=asked\n"
    ) in body


def test_it_passes_at_once_with_the_last_coordinator(utrecht: City) -> None:
    first, last = make_coordinator(utrecht), make_coordinator(utrecht)
    asked = ask_to_come(make_person("Bo", city=utrecht))
    yesterday = timezone.localdate() - timedelta(days=1)

    end_post(post=first.posts.get(), until=yesterday, by=None)
    assert not Registration.objects.awaiting_staff().exists()
    end_post(post=last.posts.get(), until=yesterday, by=None)

    assert list(Registration.objects.awaiting_staff()) == [asked]


def test_what_was_asked_as_the_last_coordinator_left_passes_with_the_next_look(
    utrecht: City,
) -> None:
    ask_to_come(make_person("Bo", city=utrecht))

    waiting.tell_staff()

    assert subjects() == ["A request waits for the secretariat"]


def test_what_is_told_while_the_meeting_is_locked_stays_told(utrecht: City) -> None:
    make_coordinator(utrecht)
    asked = ask_to_come(make_person("Bo", city=utrecht))

    with opened(asked.meeting, by=None, actor=Actor.PORTAL) as book:
        book.registration(asked)
        waiting.tell_coordinators()

    asked.refresh_from_db()
    assert (asked.version, asked.told_city_at is None) == (1, False)


def test_nothing_waits_for_a_meeting_that_is_cancelled(utrecht: City) -> None:
    make_coordinator(utrecht)
    asked = ask_to_come(make_person("Bo", city=utrecht))
    type(asked.meeting).objects.update(state="cancelled")

    waiting.tell_coordinators()

    assert subjects() == []


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_tells(utrecht: City) -> None:
    make_coordinator(utrecht)
    ask_to_come(make_person("Bo", city=utrecht))

    assert race(waiting.tell_coordinators, times=3) == [None] * 3

    assert Message.objects.filter(name="requests_waiting").count() == 1
