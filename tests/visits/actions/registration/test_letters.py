"""The mails about a registration, as their readers get them."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from portal.models import Message
from tests.factories import (
    make_city,
    make_person,
    sign_in,
)
from tests.mailed import ROOM, ask, brno, has_entry, last, received, time_has_passed
from tests.registrations import (
    make_claim,
    make_option,
    make_question,
    make_registration,
)
from visits.actions.registration.approving import refuse
from visits.actions.registration.leaving import cancel, withdraw
from visits.actions.registration.letters import BY_WEIGHT, WITHOUT_ENTRY, tell
from visits.actions.registration.registering import accept_invitation, invite
from visits.models import ClaimState, Meeting
from visits.models.mail_words import MAIL_WORDS
from visits.registration.states import MAIL_OF_STATE, TRANSITIONS, Actor

pytestmark = pytest.mark.django_db

NAMES = sorted({*BY_WEIGHT, *WITHOUT_ENTRY})


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


def test_no_seat_online_is_said_to_be_kept_for_who_waits_there_too() -> None:
    meeting = brno(room_seats=0, online_seats=0, mode="hybrid")
    waiting = make_registration(meeting=meeting, state="waiting", what="online")
    make_claim(waiting, state="waiting", what="room")

    tell(waiting, "registration_waiting")

    text = last(waiting.person).text
    assert "is kept for you" not in text
    assert text.index("In the room: number 1") < text.index("Online: number 1")


def test_who_waits_learns_position_limit_and_what_comes_and_gets_no_entry() -> None:
    meeting = brno(room_seats=9, seats_per_city=1)
    city = make_city("Utrecht")
    ask(meeting, city=city)
    waiting = ask(meeting, city=city)
    text = last(waiting.person).text
    assert (
        "In the room: number 1 on the waiting list: Utrecht has all the seats that a city may have (1)"
        in text
    )
    assert "kept for two working days" in text

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
    assert "after the time named above it is free for others" in text

    time_machine.move_to(datetime(2030, 5, 9, 10, 0, tzinfo=UTC), tick=False)
    time_has_passed()
    passed_on = last(second.person)
    assert passed_on.subject == "Your time to answer is over: Night trains"
    assert "was passed on" in passed_on.text
    assert "register again" in passed_on.text


@pytest.mark.parametrize(
    ("was", "subject", "words"),
    [
        ("pending", "Your request was not answered in time", "Nobody answered your request"),
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


@pytest.mark.parametrize("is_guest", [True, False])
def test_only_who_can_is_told_to_register_again(*, is_guest: bool) -> None:
    registration = make_registration(meeting=brno(), is_guest=is_guest)

    cancel(registration=registration, by=registration.person, actor=Actor.PERSON)

    assert ("register again" in last(registration.person).text) is not is_guest


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


def test_who_is_registered_by_somebody_else_reads_what_there_is_to_choose_and_who_sees_the_name() -> (
    None
):
    meeting = brno(mode="hybrid", participants_audience="participants")
    assert meeting.starts_on is not None
    make_option(meeting, on=meeting.starts_on)
    named = ask(meeting, by=make_person("Utrecht coordinator"), actor=Actor.CITY)
    own = ask(meeting)

    text, mine = last(named.person).text, last(own.person).text

    day = date_format(meeting.starts_on, "l j F")
    asked, _until, rest = text.partition("- How you attend: in the room; online; or in the room, ")
    assert "Still asked of you" in asked
    assert f"- What you take part in: Dinner ({day})\n" in rest
    listed = "The participants of this meeting see your name, city and role."
    objecting = rest.partition(listed)[2].partition("The meeting")[0]
    assert "If you do not want to be listed by name" in objecting
    assert "/register/" in objecting
    for words in ("How you attend", "What you take part in", listed):
        assert words not in mine


def test_whoever_accepts_an_invitation_is_not_said_to_be_registered_by_another() -> None:
    meeting = brno()
    inviting: dict[str, Any] = {"by": make_person("Chair"), "actor": Actor.CHAIR}
    invited = invite(meeting=meeting, person=make_person(), city=None, **inviting)
    assert "Chair invites you to Night trains" in last(invited.person).text

    accept_invitation(registration=invited, wish=ROOM, by=invited.person, actor=Actor.PERSON)

    assert "registered you" not in last(invited.person).text
    assert last(invited.person).name == "registration_confirmed"


# To whom ----------------------------------------------------------------------------------------


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
    assert sent.subject == "A seat is kept for you, please answer: Night trains"
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
