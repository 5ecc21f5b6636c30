"""Whoever holds no post and no office any more loses the profile first and the name later, and nobody else does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from members.models import Person
from portal.retention.nightly import keep_no_longer
from tests import ways_in
from tests.factories import (
    make_attendance,
    make_city,
    make_group,
    make_meeting,
    make_organiser,
    make_person,
    make_post,
    make_reported,
    make_representative,
    make_staff,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 5, 15, 3, 23, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LONG_BEFORE = NOW - timedelta(days=3000)


# Profiles -----------------------------------------------------------------------------------------

PROFILE: dict[str, Any] = {
    "phone": "+31 30 1",
    "languages": ["nl"],
    "diet": "no nuts",
    "access_needs": "a ramp",
}


def profile_of(person: Person) -> dict[str, Any]:
    person.refresh_from_db()
    return {field: getattr(person, field) for field in PROFILE}


@pytest.mark.parametrize(("days_ago", "is_kept"), [(30, True), (31, False)])
def test_a_profile_goes_thirty_days_after_the_last_post(*, days_ago: int, is_kept: bool) -> None:
    with time_machine.travel(NOW, tick=False):
        person = make_person(created_at=LONG_BEFORE, **PROFILE)
        consent = ways_in.make_consent(person=person)
        ended_on = timezone.localdate() - timedelta(days=days_ago)
        make_post(person=person, city=make_city(), ends_on=ended_on)

        keep_no_longer()

    consent.refresh_from_db()
    empty = {"phone": "", "languages": [], "diet": "", "access_needs": ""}
    assert profile_of(person) == (PROFILE if is_kept else empty)
    assert (consent.withdrawn_at is None) is is_kept


def test_profiles_of_those_in_a_post_or_an_office_stay() -> None:
    with time_machine.travel(NOW, tick=False):
        staff = make_staff(created_at=LONG_BEFORE, **PROFILE)
        moved = make_person(created_at=LONG_BEFORE, **PROFILE)
        make_post(person=moved, city=make_city(), ends_on=timezone.localdate() - 99 * DAY)
        make_post(person=moved, city=make_city(), starts_on=timezone.localdate())
        new = make_person(created_at=NOW - DAY, **PROFILE)
        for person in (staff, moved, new):
            ways_in.make_consent(person=person)

        keep_no_longer()

    assert [profile_of(person) for person in (staff, moved, new)] == [PROFILE] * 3


def test_needs_that_nobody_agreed_to_are_emptied() -> None:
    with time_machine.travel(NOW, tick=False):
        never, withdrawn, agreed = (make_representative(**PROFILE) for _ in range(3))
        ways_in.make_consent(person=withdrawn, withdrawn_at=NOW - HOUR)
        ways_in.make_consent(person=agreed)

        keep_no_longer()

    needs = [profile_of(person)["diet"] for person in (never, withdrawn, agreed)]
    assert needs == ["", "", "no nuts"]
    assert profile_of(never)["phone"] == "+31 30 1"


# People -------------------------------------------------------------------------------------------


def make_former(days_ago: int = 3 * 365 + 1, **fields: Any) -> Person:
    """Somebody whose only post ended so many days ago."""
    person = make_person(**({"created_at": LONG_BEFORE} | fields))
    ended_on = timezone.localdate() - timedelta(days=days_ago)
    make_post(person=person, city=make_city(), ends_on=ended_on)
    return person


def is_nameless(person: Person) -> bool:
    person.refresh_from_db()
    return person.erased_at is not None


@pytest.mark.parametrize(("days_ago", "is_erased"), [(3 * 365, False), (3 * 365 + 1, True)])
def test_people_become_nameless_three_years_after_the_last_post(
    *, days_ago: int, is_erased: bool
) -> None:
    with time_machine.travel(NOW, tick=False):
        person = make_former(days_ago)

        run = keep_no_longer()

    assert is_nameless(person) is is_erased
    assert run.done["former_people"] == int(is_erased)


def test_who_had_to_do_with_the_network_since_keeps_the_name() -> None:
    with time_machine.travel(NOW, tick=False):
        lately: dict[str, Any] = {"starts_on": timezone.localdate() - 100 * DAY}
        came, logged_in = make_former(), make_former(last_login=NOW - 100 * DAY)
        make_attendance(meeting=make_reported(**lately), person=came)
        contact, of_meeting, in_office = make_former(), make_former(), make_former(office="staff")
        make_group(staff_contact=contact)
        make_meeting(staff_contact=of_meeting, **lately)
        newly_added = make_person(created_at=NOW - DAY)
        organiser = make_organiser(make_meeting(**lately))
        organiser.posts.update(ends_on=timezone.localdate() - 2000 * DAY)
        Person.objects.filter(pk=organiser.pk).update(created_at=LONG_BEFORE)

        keep_no_longer()

    people = [came, logged_in, contact, of_meeting, in_office, newly_added, organiser]
    assert [person for person in people if is_nameless(person)] == []


def test_who_had_to_do_with_it_long_ago_only_does_not() -> None:
    with time_machine.travel(NOW, tick=False):
        long_ago: dict[str, Any] = {"starts_on": timezone.localdate() - 2000 * DAY}
        came, logged_in = make_former(), make_former(last_login=NOW - 2000 * DAY)
        make_attendance(meeting=make_reported(**long_ago), person=came)
        of_closed, never = make_former(), make_person(created_at=LONG_BEFORE)
        make_group(staff_contact=of_closed, closed_on=long_ago["starts_on"], closing_note="Done.")

        keep_no_longer()

    people = [came, logged_in, of_closed, never]
    assert [person for person in people if not is_nameless(person)] == []
