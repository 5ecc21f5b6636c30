"""Seats that become free in the last days: none is offered by itself, and staff, who decide by name, are told."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from portal.models import Message
from tests.factories import make_city, make_group, make_person, make_staff, sign_in
from tests.pages import read
from tests.registrations import make_open_meeting, make_registration
from visits.actions.registration.leaving import cancel
from visits.actions.registration.several import do_to_several
from visits.models import Claim, Meeting, Registration
from visits.registration.states import Actor

pytestmark = pytest.mark.django_db


def make_late_meeting(days: int = 4, **fields: Any) -> Meeting:
    begins = timezone.localdate() + timedelta(days=days)
    return make_open_meeting("Late", starts_on=begins, ends_on=begins, **fields)


def leave(registration: Registration) -> None:
    cancel(registration=registration, by=registration.person, actor=Actor.PERSON)


def told() -> list[Message]:
    return list(Message.objects.filter(name="registration_seat_free").order_by("pk"))


def test_the_contact_is_told_who_waits_for_a_seat_that_became_free() -> None:
    contact, ghent = make_staff(), make_city("Ghent")
    meeting = make_late_meeting(room_seats=2, seats_per_city=1, staff_contact=contact)
    seated = make_registration(meeting=meeting, city=ghent)
    Claim.objects.update(takes_city_seat=True)
    leaver = make_registration(meeting=meeting)
    waiting = {
        name: make_registration(meeting=meeting, state="waiting", person=make_person(name, city=of))
        for name, of in (("Blocked", ghent), ("First", make_city("Oslo")), ("Next", make_city()))
    }

    leave(leaver)

    (mail,) = told()
    assert (mail.to, mail.person_id) == (contact.email, contact.pk)
    assert "Late" in mail.subject
    assert "2 people wait who could have it" in mail.text
    assert mail.text.index("- First, Oslo") < mail.text.index("- Next, ")
    assert "Blocked" not in mail.text
    assert f"/manage/meetings/{meeting.slug}/registration/" in mail.text
    assert seated.claims.get().state == "confirmed"
    assert {one.claims.get().state for one in waiting.values()} == {"waiting"}


def test_the_secretariat_is_told_once_whatever_is_freed_at_once() -> None:
    meeting = make_late_meeting(room_seats=2)
    going = {make_registration(meeting=meeting).pk: 0 for _ in range(2)}
    make_registration(meeting=meeting, state="waiting")

    done: dict[str, Any] = {"meeting": meeting, "verb": "withdraw", "chosen": going}
    do_to_several(**done, reason="Moved.", by=None, actor=Actor.STAFF)

    assert [one.to for one in told()] == [settings.NETWORK_EMAIL]


@pytest.mark.parametrize(
    ("days", "leaves", "waits"),
    [(30, "confirmed", True), (4, "waiting", True), (4, "confirmed", False)],
    ids=["offered by itself", "no seat", "nobody waits"],
)
def test_nobody_is_told_where_nobody_is_to_decide(days: int, leaves: str, waits: bool) -> None:
    meeting = make_late_meeting(days, room_seats=2)
    leaver = make_registration(meeting=meeting, state=leaves)
    if waits:
        make_registration(meeting=meeting, state="waiting")

    leave(leaver)

    assert told() == []


def test_what_needs_staff_says_so_in_the_last_days_alone(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    group, later = make_group(), timezone.localdate() + timedelta(days=30)
    meeting = make_late_meeting(room_seats=2, lead_group=group)
    for state in ("confirmed", "waiting", "waiting"):
        make_registration(meeting=meeting, state=state)
    full = make_late_meeting(room_seats=0, slug="full")
    make_registration(meeting=full, state="waiting")
    words = "Seats are free, and 2 people wait who could have one."
    sign_in(client, make_staff())

    with django_assert_max_num_queries(12):
        found = read(client, "/manage/").section("What needs me")
    Meeting.objects.filter(pk=meeting.pk).update(starts_on=later, ends_on=later)

    assert words in found
    assert found.count("decide by name") == 1
    assert words not in read(client, "/manage/").text
