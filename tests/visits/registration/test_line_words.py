"""What is said of who waits reads alike on the own page, in the mail, in the desk's table and in the city's list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.reader import Reader
from tests.factories import make_city, make_person, make_staff, sign_in
from tests.registrations import (
    make_claim,
    make_open_meeting,
    make_option,
    make_registration,
)
from visits.models import Claim, Meeting, Registration
from visits.registration.delegation import delegation_of
from visits.registration.letter import Letter
from visits.registration.roll import lines_of
from visits.registration.seen import seats_seen
from visits.registration.told import Told

pytestmark = pytest.mark.django_db


def limited_by_city() -> Registration:
    meeting = make_open_meeting(room_seats=9, seats_per_city=1)
    city = make_city("Utrecht")
    make_registration(meeting=meeting, person=make_person(city=city))
    return make_registration(meeting=meeting, person=make_person(city=city), state="waiting")


def limited_by_room() -> Registration:
    return make_registration(meeting=make_open_meeting(room_seats=0), state="waiting")


def limited_online() -> Registration:
    meeting = make_open_meeting(online_seats=0, mode="online")
    return make_registration(meeting=meeting, state="waiting", what="online")


def limited_by_line() -> Registration:
    meeting = make_open_meeting(room_seats=1)
    make_registration(meeting=meeting, state="waiting")
    return make_registration(meeting=meeting, state="waiting")


def limited_by_post() -> Registration:
    person = make_person(city=make_city("Utrecht"))
    found = make_registration(
        meeting=make_open_meeting(room_seats=1), person=person, state="waiting"
    )
    person.posts.update(ends_on=timezone.localdate() - timedelta(days=1))
    return found


def limited_by_nothing() -> Registration:
    return make_registration(meeting=make_open_meeting(room_seats=1), state="waiting")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (limited_by_city, "Utrecht has all the seats that a city may have (1)"),
        (limited_by_room, "all seats in the room are taken"),
        (limited_online, "all seats online are taken"),
        (limited_by_line, "others come first"),
        (limited_by_post, "the post in Utrecht has ended, so somebody decides first"),
        (limited_by_nothing, "there is a seat that nobody earlier in line can take"),
    ],
)
def test_a_limit_is_said_in_the_same_words_to_everybody(
    made: Callable[[], Registration], words: str
) -> None:
    waiting = Registration.objects.get(pk=made().pk)
    meeting, city = waiting.meeting, waiting.city
    assert city is not None
    seats = seats_seen(meeting)

    in_city = delegation_of(meeting, city).line_of(waiting)
    assert in_city is not None
    assert f"{words[:1].upper()}{words[1:]}." in Told(waiting, seats).main.sentences
    assert Letter(waiting, seats).lines[0].endswith(f" on the waiting list: {words}")
    assert in_table(meeting, waiting) == words
    assert in_city.words.endswith(f": {words}")


def in_table(meeting: Meeting, waiting: Registration) -> str:
    staff = Reader(person=make_staff(), has_second_factor=True)
    lines = lines_of(meeting, staff, seats_seen(meeting), [])
    return next(line for line in lines if line.registration == waiting).attending[0].note


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (30, "it is offered to you by mail and kept for two working days"),
        (3, "the secretariat decides by name, and writes to you"),
    ],
)
def test_who_has_a_seat_online_and_waits_for_the_room_reads_what_comes_of_it(
    client: Client, days: int, said: str
) -> None:
    day = timezone.localdate() + timedelta(days=days)
    meeting = make_open_meeting(mode="hybrid", room_seats=0, starts_on=day, ends_on=day)
    mine = make_registration(meeting=meeting, what="online")
    make_claim(mine, state="waiting")
    make_claim(mine, what=Claim.What.OPTION, option=make_option(meeting, seats=0), state="waiting")
    sign_in(client, mine.person)

    told = client.get(reverse("register", args=[meeting.slug])).content.decode()

    assert "You have a seat online" in told
    assert told.count(said) == 2


def test_an_option_says_its_own_limit() -> None:
    waiting = make_registration(meeting=make_open_meeting(room_seats=1), state="waiting")
    coming = make_registration(meeting=waiting.meeting)
    dinner = make_option(waiting.meeting, seats=0)
    for row in (waiting, coming):
        make_claim(row, what=Claim.What.OPTION, option=dinner, state="waiting")

    said = [
        Told(row, seats_seen(waiting.meeting)).others[0].short.partition(": ")[2]
        for row in (waiting, coming)
    ]

    assert said == ["no seat at the meeting itself is confirmed yet", "all its seats are taken"]
