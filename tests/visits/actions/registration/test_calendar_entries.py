"""The entry for the calendar that comes with the mails about a registration, as calendar programs read it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.lib import links
from tests.factories import (
    make_city,
    make_person,
)
from tests.mailed import ask, brno, entry_in, last, received, text_to, time_has_passed
from tests.registrations import (
    make_option,
    make_registration,
)
from visits.actions.registration.changing import change_wish
from visits.actions.registration.leaving import cancel, substitute
from visits.actions.registration.letters import tell
from visits.models import Claim, Meeting, RegistrationMail
from visits.registration.addresses import PURPOSE
from visits.registration.states import Actor
from visits.registration.wishes import Attend, Wish

pytestmark = pytest.mark.django_db


def test_a_confirmation_goes_into_the_calendar_with_the_hours_of_the_agenda() -> None:
    meeting = brno()
    registration = ask(meeting)

    (read,) = received(registration.person)
    entry = entry_in(read)

    assert (entry["method"], entry["sequence"], entry["status"]) == ("REQUEST", 1, "CONFIRMED")
    assert entry["uid"].startswith(f"registration-{registration.pk}@")
    assert entry["summary"] == "Night trains"
    assert entry["location"].startswith("Town hall, ")
    assert entry["dtstart"].params["TZID"] == "Europe/Prague"
    assert f"{entry['dtstart'].dt:%Y-%m-%d %H:%M}" == f"{meeting.starts_on} 09:00"
    assert f"{entry['dtend'].dt:%Y-%m-%d %H:%M}" == f"{meeting.starts_on} 17:30"
    assert entry["attendee"] == f"mailto:{registration.person.email}"
    assert entry["attendee"].params["PARTSTAT"] == "ACCEPTED"
    assert reverse("register", args=[meeting.slug]) in entry["description"]
    assert entry["transp"] == "OPAQUE"


def test_a_visit_of_several_days_is_entered_as_days() -> None:
    first = timezone.localdate() + timedelta(days=40)
    meeting = brno(starts_on=first, ends_on=first + timedelta(days=1))

    entry = entry_in(received(ask(meeting).person)[0])

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (first, first + timedelta(days=2))
    assert entry["transp"] == "OPAQUE"


def test_an_update_and_a_cancellation_follow_under_the_same_uid() -> None:
    meeting = brno()
    dinner = make_option(meeting)
    registration = ask(meeting)
    person = registration.person

    wish = Wish(Attend.ROOM, frozenset({dinner.pk}))
    change_wish(registration=registration, wish=wish, by=person, actor=Actor.PERSON)
    cancel(registration=registration, by=person, actor=Actor.PERSON)

    entries = [entry_in(read) for read in received(person)]
    assert [one["method"] for one in entries] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [one["sequence"] for one in entries] == [1, 2, 3]
    assert len({one["uid"] for one in entries}) == 1
    assert [one["status"] for one in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "Dinner: confirmed" in entries[1]["description"]
    assert "taken back" in last(person).text


def test_who_takes_a_place_over_has_an_entry_of_their_own() -> None:
    registration = ask(brno())
    before, after = registration.person, make_person("Second", city=registration.city)

    substitute(registration=registration, person=after, by=before, actor=Actor.PERSON)

    entered, taken_out = (entry_in(read) for read in received(before))
    (other,) = (entry_in(read) for read in received(after))
    assert (taken_out["method"], taken_out["uid"]) == ("CANCEL", entered["uid"])
    assert taken_out["sequence"] > entered["sequence"]
    assert (other["method"], other["uid"] == entered["uid"]) == ("REQUEST", False)
    assert f"in the place of {before.name}: your seat is confirmed" in text_to(after)
    assert "Second comes to Night trains in your place" in text_to(before)


def test_a_lost_offer_leaves_the_seat_online_and_its_entry(time_machine: Any) -> None:
    meeting = brno(mode="hybrid", room_seats=1)
    first = ask(meeting)
    both = ask(meeting, Wish(Attend.BOTH))
    assert "Online: confirmed" in last(both.person).text
    assert "your seat online is confirmed" in last(both.person).text

    cancel(registration=first, by=first.person, actor=Actor.PERSON)
    until_at = both.claims.get(what=Claim.What.ROOM).until_at
    assert until_at is not None
    time_machine.move_to(until_at + timedelta(seconds=1))
    time_has_passed()

    text = text_to(both.person)
    assert "passed on" in text
    assert "Online: confirmed" in text
    assert [entry_in(read)["method"] for read in received(both.person)] == ["REQUEST"] * 3


def test_answers_go_to_the_staff_contact_and_no_word_becomes_a_header() -> None:
    meeting = brno()
    title = "Night\r\nBcc: everyone@example.org\r\n\r\ntrains"
    Meeting.objects.filter(pk=meeting.pk).update(title=title)
    meeting.refresh_from_db()

    city = make_city()
    hostile = make_person('Eve "X"\r\nATTENDEE:mailto:all@example.org', city=city)
    (read,) = received(ask(meeting, city=city, person=hostile).person)

    assert read["Reply-To"] == "officer@example.org"
    assert read["Bcc"] is None
    assert read["Subject"] == "You are registered: Night Bcc: everyone@example.org trains"
    entry = entry_in(read)
    assert entry["summary"] == title.replace("\r\n", "\n")
    assert entry["attendee"] == f"mailto:{hostile.email}"


def test_a_copy_carries_no_address_that_lets_in_and_knows_no_person() -> None:
    meeting = brno()
    guest = make_person("Guest of honour", is_active=False)
    registration = make_registration(
        meeting=meeting, person=guest, is_guest=True, copy_to="assistant@example.org"
    )
    tell(registration, "registration_confirmed")
    copy = last("assistant@example.org")
    assert (copy.person, copy.is_secret) == (None, False)
    assert "This is a copy of a mail to Guest of honour" in copy.text

    (own,), (copied,) = received(guest), received("assistant@example.org")

    (key,) = set(re.findall(r"/register/([^/\s]+)/", text_to(guest)))
    assert list(links.numbers_of(PURPOSE, key)) == [registration.pk, registration.link_number]
    assert key not in copied.as_string()
    assert key not in str(entry_in(own).to_ical())
    assert entry_in(copied)["attendee"] == f"mailto:{guest.email}"
    kept = last(guest)
    assert (kept.text, kept.calendar, kept.calendar_method) == ("", "", "REQUEST")
    assert RegistrationMail.objects.filter(registration=registration).count() == 2
