"""What is told in the morning beside what waits for a city: requests to approve, and what became of a city's people."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from members.models import City
from portal import approving, waiting
from portal.models import Message
from tests.factories import make_chair, make_city, make_group, make_person
from tests.registrations import make_open_meeting, make_registration
from tests.ways_in import make_coordinator
from visits.models import Claim, Meeting

pytestmark = pytest.mark.django_db

SIX = datetime(2026, 11, 2, 6, 0, 2, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(SIX, tick=False) as traveller:
        yield traveller


def make_night_visit(**fields: Any) -> Meeting:
    host = make_city("Brno", country="Czechia", time_zone="Europe/Prague")
    days = {"starts_on": date(2090, 6, 1), "ends_on": date(2090, 6, 2)}
    return make_open_meeting("Night visit", venue="Town hall", hosts=(host,), **days, **fields)


def ask(meeting: Meeting, name: str = "Bo", **fields: Any) -> None:
    """An hour ago."""
    at = timezone.now() - timedelta(hours=1)
    given: dict[str, Any] = {"approval": "staff", "registered_at": at, "to_staff_at": at}
    city = City.objects.filter(name="Utrecht").first() or make_city("Utrecht")
    person = make_person(name, city=city)
    make_registration(meeting=meeting, person=person, state="pending", **(given | fields))


def told(name: str) -> list[tuple[str, str]]:
    mails = Message.objects.filter(name=name).order_by("pk")
    return [(one.to, one.text) for one in mails]


# To approve ---------------------------------------------------------------------------------------


def test_secretariat_and_chairs_get_one_list_a_morning_of_what_they_approve(
    clock: Any,
) -> None:
    lead, joint = make_group(), make_group()
    chairs = [make_chair(group=group) for group in (lead, joint)]
    make_chair(group=make_group())
    meeting = make_night_visit(approval="staff", lead_group=lead)
    meeting.joint_groups.add(joint)
    ask(meeting)

    approving.tell_who_approves()
    clock.shift(DAY)
    approving.tell_who_approves()

    mails = told("registrations_to_approve")
    people = {chair.email or "" for chair in chairs}
    assert sorted(to for to, _text in mails) == sorted([settings.NETWORK_EMAIL, *people])
    line = "Night visit, 1\N{EN DASH}2 June 2090 (CEST), Town hall, Brno, Czechia"
    table = "http://localhost:8000/manage/meetings/night-visit/registration/?only=asked"
    assert all(f"{line}\n- Bo, Utrecht\n{table}" in text for _to, text in mails)
    ask(meeting, "Cy")
    clock.shift(DAY)
    approving.tell_who_approves()
    again = told("registrations_to_approve")[3:]
    assert len(again) == 3
    assert all("- Bo" in text and "- Cy" in text for _to, text in again)


def test_what_passed_from_a_city_is_new_for_chairs_alone(clock: Any) -> None:
    group = make_group()
    chair = make_chair(group=group)
    ask(make_night_visit(approval="city", lead_group=group), approval="city")

    approving.tell_who_approves()

    assert [to for to, _text in told("registrations_to_approve")] == [chair.email]


# What became of a city's people -------------------------------------------------------------------


def test_coordinators_hear_once_in_their_list_who_cancelled_declined_or_is_offered_a_seat(
    clock: Any,
) -> None:
    city = make_city("Utrecht")
    anna, bea = make_coordinator(city, "Anna"), make_coordinator(city, "Bea")
    meeting = make_night_visit()
    ended = timezone.now() - timedelta(hours=1)
    for name, state in (("Bo", "cancelled"), ("Cy", "declined"), ("Di", "withdrawn")):
        person = make_person(name, city=city)
        make_registration(meeting=meeting, person=person, state=state, ended_at=ended)
    make_registration(meeting=meeting, person=make_person("Ed", city=city), state="offered")
    make_registration(meeting=meeting, person=anna, state="cancelled", ended_at=ended)
    Claim.objects.filter(state="offered").update(since_at=ended, until_at=ended + 2 * DAY)

    waiting.tell_coordinators()
    clock.shift(DAY)
    waiting.tell_coordinators()

    found = dict(told("requests_waiting"))
    assert set(found) == {anna.email, bea.email}
    assert len(told("requests_waiting")) == 2
    line = "Night visit, 1\N{EN DASH}2 June 2090 (CEST), Town hall, Brno, Czechia"
    for text in found.values():
        assert f"- Bo cancelled: {line}" in text
        assert f"- Cy declined: {line}" in text
        assert (
            f"- Ed is offered a seat until Wednesday 4 November 2026, 06:00 (CET): {line}" in text
        )
        assert "Di" not in text
    assert "Anna cancelled" not in found[anna.email or ""]
    assert "Anna cancelled" in found[bea.email or ""]


def test_the_citys_list_says_days_clock_and_place(clock: Any) -> None:
    meeting = make_night_visit(approval="city")
    ask(meeting, approval="city", to_staff_at=timezone.now() + DAY)
    make_coordinator(meeting.registrations.get().city)

    waiting.tell_coordinators()

    ((_to, text),) = told("requests_waiting")
    assert "- Bo: Night visit, 1\N{EN DASH}2 June 2090 (CEST), Town hall, Brno, Czechia;" in text
