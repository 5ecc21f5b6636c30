"""A colleague may come instead until the meeting begins, and every place that offers it says so alike."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_city, make_person, sign_in
from tests.registrations import make_open_meeting, make_registration
from visits.actions.registration.leaving import substitute
from visits.models import Registration
from visits.registration.delegation import delegation_of
from visits.registration.letter import Letter
from visits.registration.seen import seats_seen
from visits.registration.states import Actor
from visits.registration.substitution import TOO_LATE, may_be_substituted, may_send_colleague

pytestmark = pytest.mark.django_db
LINK = "Let a colleague come instead"


@pytest.mark.parametrize(("days", "is_offered"), [(3, True), (0, False)])
def test_it_is_offered_until_the_start_and_no_longer(
    client: Client, days: int, *, is_offered: bool
) -> None:
    day = timezone.localdate() + timedelta(days=days)
    city = make_city("Utrecht")
    meeting = make_open_meeting(starts_on=day, ends_on=day)
    row = make_registration(meeting=meeting, person=make_person(city=city))
    colleague = make_person("Utrecht planner", city=city)
    sign_in(client, row.person)

    def page(name: str) -> str:
        return client.get(reverse(name, args=[meeting.slug])).content.decode()

    line = delegation_of(meeting, city).line_of(row)
    assert line is not None
    assert [
        LINK in page("register"),
        LINK in page("registration_leave"),
        str(TOO_LATE) not in page("registration_substitute"),
        "a colleague of Utrecht may come instead" in page("registration_substitute"),
        line.may_be_replaced,
        Letter(row, seats_seen(meeting)).may_substitute,
        may_be_substituted(row, meeting),
    ] == [is_offered] * 7
    if not is_offered:
        with pytest.raises(ValidationError, match=str(TOO_LATE)):
            substitute(registration=row, person=colleague, by=row.person, actor=Actor.PERSON)


@pytest.mark.parametrize(
    ("fields", "own", "at_the_desk"),
    [
        ({}, True, True),
        ({"is_guest": True}, False, True),
        ({"state": "invited"}, False, False),
        ({"state": "cancelled"}, False, False),
        ({"city": None}, False, True),
    ],
)
def test_guests_are_the_secretariats_and_invitations_the_persons_own(
    fields: dict[str, object], *, own: bool, at_the_desk: bool
) -> None:
    given = {"city": make_city("Utrecht"), "state": "confirmed"} | fields
    meeting = make_open_meeting()
    row = Registration(meeting=meeting, person=make_person(), **given)

    assert may_send_colleague(row, meeting) is own
    assert may_be_substituted(row, meeting) is at_the_desk
