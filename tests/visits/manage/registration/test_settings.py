"""The settings in words and their form: what follows is said before it is saved, and nobody overwrites another."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_chair, make_city, make_group, make_organiser, make_staff, sign_in
from tests.pages import read
from tests.registrations import (
    make_allotment,
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from visits.models import ClaimState, Meeting, Registration, RegistrationSettings

pytestmark = pytest.mark.django_db


def address(meeting: Meeting, more: str = "") -> str:
    return f"/manage/meetings/{meeting.slug}/registration/settings/{more}"


def brno(client: Client, **fields: Any) -> Meeting:
    """A meeting whose registration is open, with somebody of the secretariat signed in."""
    meeting = make_open_meeting("Homes", hosts=(make_city("Brno"),), **fields)
    sign_in(client, make_staff())
    return meeting


def sent(meeting: Meeting, **changed: Any) -> dict[str, Any]:
    """What the form sends when nothing but ``changed`` was touched."""
    settings = RegistrationSettings.objects.get(meeting=meeting)
    names = ("way", "allocation", "approval", "approval_of_group", "room_seats", "seats_per_city")
    there = {name: getattr(settings, name) for name in (*names, "version")}
    return {name: value for name, value in (there | changed).items() if value is not None}


def state(registration: Registration) -> str:
    registration.refresh_from_db()
    return registration.state


def test_what_holds_is_said_in_full_sentences(client: Client) -> None:
    meeting = brno(client, room_seats=40, seats_per_city=2, approval="city")
    settings = meeting.registration_settings
    settings.city_limit_until = timezone.localdate().replace(month=5, day=1)
    settings.save()
    make_allotment(meeting, "speakers", 3)

    page = read(client, address(meeting))

    year = timezone.localdate().year
    assert "40 people in the room." in page.text
    assert (
        f"A city has at most 2 of these seats until 1 May {year}; from then on cities no longer limit."
        in page.text
    )
    assert "3 of these seats are kept for speakers, outside their city’s seats." in page.text
    assert "Everybody else: the city’s coordinator approves" in page.text


def test_the_page_asks_as_much_of_the_database_with_many_rows_as_with_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    meeting = brno(client)
    for number in range(12):
        make_option(meeting, f"Dinner {number}")
        make_question(meeting, f"Tram {number}?")
        make_registration(meeting=meeting)
    client.get(address(meeting))

    with django_assert_max_num_queries(12):
        client.get(address(meeting))


def test_more_seats_are_offered_at_once_and_that_is_said_before(client: Client) -> None:
    meeting = brno(client, room_seats=1)
    make_registration(meeting=meeting)
    waiting = [make_registration(meeting=meeting, state=ClaimState.WAITING) for _ in range(3)]
    data = sent(meeting, room_seats=3)
    sentence = (
        "3 people wait for a seat in the room: the first 2 whom no limit stops are offered one."
    )

    asked = client.post(address(meeting, "rules/"), data)

    assert sentence in asked.content.decode()
    assert "Nothing is saved yet" in asked.content.decode()
    assert RegistrationSettings.objects.get().room_seats == 1
    known = asked.context["follows"].mark
    done = client.post(address(meeting, "rules/"), data | {"known": known}, follow=True)
    assert sentence in done.content.decode()
    assert [state(one) for one in waiting] == ["offered", "offered", "waiting"]


def test_what_follows_something_else_than_was_read_is_asked_again(client: Client) -> None:
    meeting = brno(client, room_seats=1)
    make_registration(meeting=meeting)
    first = make_registration(meeting=meeting, state=ClaimState.WAITING)
    data = sent(meeting, room_seats=2)
    known = client.post(address(meeting, "rules/"), data).context["follows"].mark
    make_registration(meeting=meeting, state=ClaimState.WAITING)

    client.post(address(meeting, "rules/"), data | {"known": known})

    assert (state(first), RegistrationSettings.objects.get().room_seats) == ("waiting", 1)


def test_looking_says_what_follows_and_changes_nothing(client: Client) -> None:
    meeting = brno(client, room_seats=1)
    make_registration(meeting=meeting)
    waiting = make_registration(meeting=meeting, state=ClaimState.WAITING)
    data = sent(meeting, room_seats=5) | {"look": "1"}

    answer = client.post(address(meeting, "rules/"), data, headers={"HX-Request": "true"})

    text = " ".join(answer.content.decode().split())
    assert "5 people in the room." in text
    assert "1 person waits for a seat in the room, and is offered one." in text
    assert "<html" not in text
    assert (state(waiting), RegistrationSettings.objects.get().room_seats) == ("waiting", 1)


def test_fewer_seats_remove_nobody_and_say_over_by_how_many(client: Client) -> None:
    meeting = brno(client, room_seats=3)
    there = [make_registration(meeting=meeting) for _ in range(3)]
    data = sent(meeting, room_seats=1)

    asked = client.post(address(meeting, "rules/"), data)
    client.post(address(meeting, "rules/"), data | {"known": asked.context["follows"].mark})

    assert "3 people hold a seat in the room: over by 2. Nobody loses it" in asked.content.decode()
    assert [state(one) for one in there] == ["confirmed"] * 3
    assert RegistrationSettings.objects.get().room_seats == 1


def test_a_second_editor_is_told_and_nothing_is_lost(client: Client) -> None:
    meeting = brno(client, room_seats=10)
    mine = sent(meeting, room_seats=12)
    client.post(address(meeting, "rules/"), sent(meeting, room_seats=11))

    told = client.post(address(meeting, "rules/"), mine)

    assert "Somebody changed this registration meanwhile." in told.content.decode()
    assert told.context["stands"] == [("Seats in the room", "11")]
    assert told.context["form"]["room_seats"].value() == "12"
    again = told.context["form"]["version"].value()
    client.post(address(meeting, "rules/"), mine | {"version": again})
    assert RegistrationSettings.objects.get().room_seats == 12


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"way": "elsewhere"}, "Give the address of the site where one registers."),
        (
            {"opens_at": "2027-05-02T09:00", "closes_at": "2027-05-01T09:00"},
            "Registration closes before it opens.",
        ),
        (
            {"allocation": "by_selection"},
            "A selection is made after registration has closed: give the moment when it closes.",
        ),
        ({"closes_at": "2099-01-01T09:00"}, "give an earlier moment."),
        ({"city_limit_until": "2027-05-01"}, "Say how many seats a city has until then"),
        ({"host_until_on": "2027-05-01"}, "Say how many seats are kept until then"),
        ({"room_seats": 4, "host_seats": 5}, "5 seats are to be kept, but there are only 4."),
    ],
)
def test_what_does_not_fit_is_said(client: Client, changed: dict[str, Any], sentence: str) -> None:
    meeting = brno(client, starts_on=timezone.localdate() + timedelta(days=400))

    answer = client.post(address(meeting, "rules/"), sent(meeting, **changed))

    assert sentence in answer.content.decode()
    assert RegistrationSettings.objects.get().version == 0


def test_a_moment_is_that_of_the_meetings_clocks(client: Client) -> None:
    meeting = brno(
        client,
        time_zone="Europe/Lisbon",
        starts_on=timezone.localdate() + timedelta(days=400),
    )
    data = sent(meeting, closes_at="2027-05-01T18:00")

    client.post(address(meeting, "rules/"), data)

    assert str(RegistrationSettings.objects.get().closes_at) == "2027-05-01 17:00:00+00:00"
    assert "1 May 2027, 18:00" in read(client, address(meeting)).text


def test_a_webinar_is_not_asked_for_a_room(client: Client) -> None:
    meeting = brno(client, kind="webinar", mode="online")

    form = client.get(address(meeting, "rules/")).context["form"]

    assert "room_seats" not in form.fields
    assert "online_seats" in form.fields


def test_a_chair_sets_seats_and_the_secretariat_alone_opens(client: Client) -> None:
    group = make_group()
    meeting = make_open_meeting("Homes", lead_group=group, way="none")
    sign_in(client, make_chair(group))
    data = sent(meeting, room_seats=30) | {"way": "here"}

    client.post(address(meeting, "rules/"), data)

    settings = RegistrationSettings.objects.get()
    assert (settings.room_seats, settings.way) == (30, "none")
    assert client.get(address(meeting, "readers/")).status_code == 403


def test_an_organiser_says_what_is_asked_and_not_how_many_come(client: Client) -> None:
    meeting = make_open_meeting("Homes")
    sign_in(client, make_organiser(meeting))

    page = read(client, address(meeting))

    assert "Add a question" in page.text
    assert client.post(address(meeting, "rules/"), sent(meeting)).status_code == 403


def test_who_is_not_chosen_any_more_is_answered_in_order(client: Client) -> None:
    in_a_week = timezone.now() + timedelta(days=7)
    meeting = brno(client, allocation="by_selection", closes_at=in_a_week, room_seats=1)
    requests = [make_registration(meeting=meeting, state=ClaimState.PENDING) for _ in range(2)]
    data = sent(meeting, allocation="in_order")

    asked = client.post(address(meeting, "rules/"), data)
    client.post(address(meeting, "rules/"), data | {"known": asked.context["follows"].mark})

    assert "1 get a seat, 1 wait." in asked.content.decode()
    assert [state(one) for one in requests] == ["confirmed", "waiting"]


def test_requests_keep_who_was_asked_when_approval_changes(client: Client) -> None:
    meeting = brno(client, approval="city")
    request = make_registration(meeting=meeting, state=ClaimState.PENDING, approval="city")

    asked = client.post(address(meeting, "rules/"), sent(meeting, approval="none"))

    assert "1 request waits for an answer: who was asked is still asked." in asked.content.decode()
    assert state(request) == "pending"


def test_readers_of_security_answers_are_named_and_a_missing_one_is_told(client: Client) -> None:
    meeting = brno(client)
    make_question(meeting, "Passport", care="security")
    organiser = make_organiser(meeting, "Brno organiser")
    assert "nobody is named to read them" in read(client, address(meeting)).text

    client.post(address(meeting, "readers/"), {"people": [organiser.pk], "version": 0})

    page = read(client, address(meeting))
    assert "nobody is named to read them" not in page.text
    assert "Brno organiser" in page.text
