"""The mails about a registration, as their readers get them: read back by other libraries than those that wrote them."""

import email
import re
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any

import icalendar
import pytest
import vobject
from django.core import mail as outbox
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from portal.lib import jobs
from portal.models import Message
from tests.factories import (
    make_city,
    make_day,
    make_item,
    make_person,
    make_release,
    sign_in,
)
from tests.registrations import (
    make_claim,
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from visits.actions.registration.approving import refuse
from visits.actions.registration.changing import change_wish
from visits.actions.registration.leaving import cancel, substitute, withdraw
from visits.actions.registration.letters import BY_WEIGHT, WITHOUT_ENTRY, tell
from visits.actions.registration.offering import see_to_due
from visits.actions.registration.registering import accept_invitation, invite, register
from visits.models import Claim, ClaimState, Meeting, Registration, RegistrationMail
from visits.models.mail_words import MAIL_WORDS
from visits.registration.addresses import signed
from visits.registration.states import MAIL_OF_STATE, TRANSITIONS, Actor
from visits.registration.wishes import Attend, Wish

pytestmark = pytest.mark.django_db

ROOM = Wish(Attend.ROOM)
NAMES = sorted({*BY_WEIGHT, *WITHOUT_ENTRY})


def brno(**fields: Any) -> Meeting:
    """A visit of one day in a month, with everything that a mail says of a meeting."""
    day = timezone.localdate() + timedelta(days=30)
    contact = make_person("Secretariat officer", office="staff", email="officer@example.org")
    given: dict[str, Any] = {
        "dates": "fixed",
        "starts_on": day,
        "ends_on": day,
        "time_zone": "Europe/Prague",
        "venue": "Town hall",
        "address": "Dominikánské náměstí 1",
        "hosts": (make_city("Brno", country="Czechia", time_zone="Europe/Prague"),),
        "staff_contact": contact,
    }
    meeting = make_open_meeting("Night trains", **(given | fields))
    if meeting.starts_on == day:
        agenda = make_day(meeting=meeting, on=day)
        make_item("Opening", day=agenda, starts=time(9), ends=time(10))
        make_item("Goodbye", day=agenda, starts=time(16), ends=time(17, 30))
        make_release(meeting)
    return meeting


def ask(meeting: Meeting, wish: Wish = ROOM, **given: Any) -> Registration:
    city = given.pop("city", None) or make_city()
    person = given.pop("person", None) or make_person(city=city)
    given = {"by": person, "actor": Actor.PERSON} | given
    return register(meeting=meeting, person=person, city=city, wish=wish, **given)


def last(to: Person | str) -> Message:
    address = to if isinstance(to, str) else to.email
    found = Message.objects.filter(to=address).order_by("-pk").first()
    assert found is not None
    return found


def time_has_passed() -> None:
    see_to_due()
    jobs.run_due()


def received(to: Person | str) -> list[EmailMessage]:
    """What arrives at the address, the first first, as a mail program reads the bytes."""
    jobs.run_due()
    address = to if isinstance(to, str) else to.email
    sent = [one for one in outbox.outbox if one.to == [address]]
    return [email.message_from_bytes(one.message().as_bytes(), policy=default) for one in sent]


def text_to(to: Person | str) -> str:
    """Of the last mail that arrives."""
    body = received(to)[-1].get_body()
    assert body is not None
    return str(body.get_content())


def entry_in(read: EmailMessage) -> Any:
    """The one entry for the calendar, which comes in two forms of the same bytes; read by two libraries."""
    (as_text,) = [part for part in read.walk() if part.get_content_type() == "text/calendar"]
    as_file: Any
    (as_file,) = read.iter_attachments()
    content = as_text.get_content().replace("\r\n", "\n")
    assert as_file.get_filename() == "meeting.ics"
    assert as_file.get_content().decode().replace("\r\n", "\n") == content
    calendar = icalendar.Calendar.from_ical(content)
    assert as_text.get_param("method") == calendar["method"]
    other = vobject.readOne(content, validate=True).vevent
    (event,) = calendar.walk("VEVENT")
    assert other.uid.value == event["uid"]
    event["method"] = calendar["method"]
    return event


def has_entry(read: EmailMessage) -> bool:
    return any(part.get_content_type() == "text/calendar" for part in read.walk())


# Each of them -----------------------------------------------------------------------------------


def test_every_mail_of_the_table_has_its_words_and_a_name() -> None:
    of_table = {row.mail for row in TRANSITIONS.values() if row.mail} | set(MAIL_OF_STATE.values())

    assert of_table <= set(BY_WEIGHT)
    assert set(MAIL_WORDS) == set(NAMES)
    for name in NAMES:
        get_template(f"emails/{name}/subject.txt")
        get_template(f"emails/{name}/body.txt")


@pytest.mark.parametrize("name", NAMES)
def test_every_mail_says_what_when_where_and_for_whom(name: str) -> None:
    meeting = brno(mode="hybrid")
    ended = ("cancelled", "withdrawn", "refused", "declined", "passed_on", "substituted")
    is_over = name.removeprefix("registration_") in ended
    state = ClaimState.CANCELLED if is_over else ClaimState.WAITING
    registration = make_registration(meeting=meeting, state=state)

    tell(registration, name, was="confirmed", reason="The room is small.\n\n\n\nWe are sorry.")

    sent = last(registration.person)
    day = meeting.starts_on
    assert day is not None
    assert "Night trains" in sent.subject
    for words in (
        f"Dear {registration.person.name},",
        "Night trains",
        f"{day:%A} {day.day} {day:%B %Y}: 09:00–17:30",
        "Europe/Prague",
        "Place: Town hall, Dominikánské náměstí 1, Brno, Czechia",
        "The room is small.\n\nWe are sorry.",
        meeting.get_absolute_url(),
        "Secretariat officer, officer@example.org, or just reply",
        "It cannot be switched off.",
    ):
        assert words in sent.text
    for left in ("{", "}", "None", "\n\n\n", "&#", "()"):
        assert left not in sent.text + sent.subject


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


def test_who_waits_learns_position_limit_and_what_comes_and_gets_no_entry() -> None:
    meeting = brno(room_seats=9, seats_per_city=1)
    city = make_city("Utrecht")
    ask(meeting, city=city)
    waiting = ask(meeting, city=city)
    text = last(waiting.person).text
    assert (
        "In the room: on the waiting list, position 1: Utrecht has all the seats that a city may have (1)"
        in text
    )
    assert "keep it for two working days" in text

    withdraw(registration=waiting, by=None, actor=Actor.STAFF, reason="Twice.")

    assert not any(has_entry(read) for read in received(waiting.person))


def test_an_offer_names_its_end_by_the_citys_clocks_and_what_happens_then(
    time_machine: Any,
) -> None:
    meeting = brno(room_seats=1)
    first = ask(meeting)
    second = ask(meeting, city=make_city("Athens", country_code="GR", time_zone="Europe/Athens"))
    time_machine.move_to(datetime(2030, 1, 1, tzinfo=UTC), tick=False)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_on=date(2030, 7, 1), ends_on=date(2030, 7, 1)
    )
    time_machine.move_to(datetime(2030, 5, 6, 10, 0, tzinfo=UTC), tick=False)

    cancel(registration=first, by=first.person, actor=Actor.PERSON)

    text = last(second.person).text
    assert (
        "In the room: offered to you until Wednesday 8 May 2030, 13:00 (EEST, the time in Athens)"
        in text
    )
    assert "goes to the next in line" in text

    time_machine.move_to(datetime(2030, 5, 9, 10, 0, tzinfo=UTC), tick=False)
    time_has_passed()
    passed_on = last(second.person)
    assert passed_on.subject == "Your time to answer is over: Night trains"
    assert "passed on to the next in line" in passed_on.text
    assert "register again" in passed_on.text


@pytest.mark.parametrize(
    ("was", "subject", "words"),
    [
        ("pending", "Your request was not answered in time", "nobody answered your request"),
        ("waiting", "No seat became free", "the waiting list is closed"),
        ("invited", "Your invitation has lapsed", "the time to answer is over"),
    ],
)
def test_what_lapses_says_what_it_was(was: str, subject: str, words: str) -> None:
    meeting = brno()
    registration = make_registration(meeting=meeting, state=was)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_on=timezone.localdate(), ends_on=timezone.localdate()
    )

    time_has_passed()

    sent = last(registration.person)
    assert sent.subject == f"{subject}: Night trains"
    assert words in sent.text


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


def test_who_is_refused_reads_why() -> None:
    registration = ask(brno(approval="staff"))
    assert "is asked to approve it. No seat is held" in last(registration.person).text

    refuse(registration=registration, by=None, actor=Actor.STAFF, reason="Only hosts this time.")

    assert "The reason given:\nOnly hosts this time." in last(registration.person).text


def test_who_is_registered_by_somebody_else_is_asked_for_the_rest_and_told_what_silence_means() -> (
    None
):
    meeting = brno()
    make_question(meeting, "Which tram?")
    make_question(meeting, "When do you arrive?", is_followup=True)
    by = make_person("Utrecht coordinator")
    named = ask(meeting, by=by, actor=Actor.CITY)
    own = ask(meeting)

    text = last(named.person).text
    assert "Utrecht coordinator registered you" in text
    assert "What you do not answer counts as no" in text
    assert "- Which tram?\n- When do you arrive?\n" in text
    assert "registered you" not in last(own.person).text
    assert "Which tram?" not in last(own.person).text
    assert "- When do you arrive?" in last(own.person).text


def test_whoever_accepts_an_invitation_is_not_said_to_be_registered_by_another() -> None:
    meeting = brno()
    inviting: dict[str, Any] = {"by": make_person("Chair"), "actor": Actor.CHAIR}
    invited = invite(meeting=meeting, person=make_person(), city=None, **inviting)
    assert "Chair invites you to Night trains" in last(invited.person).text

    accept_invitation(registration=invited, wish=ROOM, by=invited.person, actor=Actor.PERSON)

    assert "registered you" not in last(invited.person).text
    assert last(invited.person).name == "registration_confirmed"


# To whom ----------------------------------------------------------------------------------------


def test_answers_go_to_the_staff_contact_and_no_word_becomes_a_header() -> None:
    meeting = brno()
    title = "Night\r\nBcc: everyone@example.org\r\n\r\ntrains"
    Meeting.objects.filter(pk=meeting.pk).update(title=title)
    meeting.refresh_from_db()

    (read,) = received(ask(meeting).person)

    assert read["Reply-To"] == "officer@example.org"
    assert read["Bcc"] is None
    assert read["Subject"] == "You are registered: Night Bcc: everyone@example.org trains"
    assert entry_in(read)["summary"] == title.replace("\r\n", "\n")


def test_a_copy_carries_no_address_that_lets_in_and_knows_no_person() -> None:
    meeting = brno()
    guest = make_person("Guest of honour", is_active=False)
    registration = make_registration(
        meeting=meeting, person=guest, is_guest=True, copy_to="assistant@example.org"
    )
    tell(registration, "registration_confirmed")
    key = signed(registration)
    copy = last("assistant@example.org")
    assert (copy.person, copy.is_secret) == (None, False)
    assert "This is a copy of a mail to Guest of honour" in copy.text

    (own,), (copied,) = received(guest), received("assistant@example.org")

    assert key in text_to(guest)
    assert key not in copied.as_string()
    assert key not in str(entry_in(own).to_ical())
    assert entry_in(copied)["attendee"] == f"mailto:{guest.email}"
    kept = last(guest)
    assert (kept.text, kept.calendar, kept.calendar_method) == ("", "", "REQUEST")
    assert RegistrationMail.objects.filter(registration=registration).count() == 2


def test_who_has_no_address_is_not_written_to() -> None:
    registration = make_registration(
        meeting=brno(), person=make_person(email=None, is_active=False), is_guest=True
    )

    tell(registration, "registration_confirmed")

    assert not Message.objects.exists()


def test_an_option_that_is_offered_is_in_the_subject() -> None:
    registration = make_registration(meeting=brno())
    option = make_option(registration.meeting)
    make_claim(registration, what="option", option=option, state=ClaimState.OFFERED)

    tell(registration, "registration_changed")

    sent = last(registration.person)
    assert sent.subject == "A place is offered to you, please answer: Night trains"
    assert "Dinner: offered to you until " in sent.text


# Shown at the registration ----------------------------------------------------------------------


def test_a_registration_shows_what_was_sent_to_whom_and_what_failed(client: Client) -> None:
    registration = make_registration(meeting=brno(), copy_to="assistant@example.org")
    tell(registration, "registration_confirmed")
    Message.objects.filter(to="assistant@example.org").update(state="failed", failure="550")
    sign_in(client, registration.person)

    page = client.get(reverse("register", args=[registration.meeting.slug])).content.decode()

    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert f"{registration.person.email}: queued" in shown
    assert "assistant@example.org: could not be delivered (550)" in shown
    assert shown.count("Confirmation ") == 2
