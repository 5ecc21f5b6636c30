"""The table of registrations: what it says, who decides there, and what is done to several at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import City, Person
from portal.models import Message
from tests.factories import (
    make_chair,
    make_city,
    make_group,
    make_organiser,
    make_person,
    make_representative,
    make_staff,
    sign_in,
)
from tests.pages import read, words
from tests.registrations import (
    make_claim,
    make_open_meeting,
    make_option,
    make_question,
    make_registration,
)
from visits.models import Claim, ClaimState, Meeting, Registration

pytestmark = pytest.mark.django_db

ASKED: dict[str, Any] = {"state": ClaimState.PENDING, "approval": Registration.By.STAFF}


def table(meeting: Meeting) -> str:
    return reverse("manage_registration", args=[meeting.slug])


def key(registration: Registration) -> str:
    return f"{registration.pk}:{registration.version}"


def of(city: str, name: str) -> Person:
    return make_person(name, city=City.objects.filter(name=city).first() or make_city(city))


def do(client: Client, meeting: Meeting, verb: str, *rows: Registration, **given: Any) -> Any:
    sent = {"do": verb, "chosen": [key(row) for row in rows]} | given
    return client.post(table(meeting), sent, follow=True)


def states(*rows: Registration) -> list[str]:
    return [Registration.objects.get(pk=row.pk).state for row in rows]


def test_the_numbers_say_what_is_held_waited_for_and_over(client: Client) -> None:
    meeting = make_open_meeting(room_seats=2)
    dinner = make_option(meeting, seats=1)
    for _ in range(2):
        make_registration(meeting=meeting)
    waiting = make_registration(meeting=meeting, state=ClaimState.WAITING)
    make_registration(meeting=meeting, **ASKED)
    make_claim(waiting, what=Claim.What.OPTION, option=dinner, state=ClaimState.WAITING)
    meeting.registration_settings.__class__.objects.update(room_seats=1)
    sign_in(client, make_staff())

    page = client.get(table(meeting)).text

    assert "2 of 1 seats, 1 waiting, 1 to approve; over by 1" in page
    assert "0 of 1 seats, 1 waiting" in page
    assert "Waiting, number 1" in page
    assert "all seats in the room are taken" in page


def test_each_row_has_a_cell_for_each_heading_and_a_name_on_its_box_and_its_details(
    client: Client,
) -> None:
    meeting = make_open_meeting()
    make_registration(meeting=meeting, person=of("Ghent", "Zoë"))
    sign_in(client, make_staff())

    (shown,) = read(client, table(meeting)).all("table", class_="roll")
    heading, line = ([*one] for one in shown.iter("tr"))

    assert len(heading) == len(line) == 8
    assert line[0][0].get("aria-label") == words(line[1][0]) == "Zoë"
    assert [words(one) for one in line[4].iter("summary")] == ["More: Zoë"]


def test_the_table_is_narrowed_and_sorted(client: Client) -> None:
    meeting = make_open_meeting(room_seats=9)
    make_question(meeting)
    ghent = make_registration(meeting=meeting, person=of("Ghent", "Zoë"))
    make_registration(
        meeting=meeting, person=of("Utrecht", "Ålice"), answered_at=timezone.now(), **ASKED
    )
    make_registration(meeting=meeting, person=of("Brno", "Mo"), state="cancelled", is_late=True)
    ghent.person.posts.update(ends_on=timezone.localdate() - timedelta(days=1))
    sign_in(client, make_staff())

    def names(**asked: str) -> list[str]:
        page = client.get(table(meeting), asked).context["page"]
        return [line.registration.person.name for line in page]

    assert names() == ["Ålice", "Zoë"]
    assert names(sort="-name") == ["Zoë", "Ålice"]
    assert names(q="alice") == ["Ålice"]
    assert names(state="all", sort="city") == ["Mo", "Zoë", "Ålice"]
    assert names(state="confirmed") == ["Zoë"]
    assert names(only="asked") == ["Ålice"]
    assert names(only="unanswered") == ["Zoë"]
    assert names(only="gone") == ["Zoë"]
    assert names(only="late") == ["Mo"]
    assert names(city="ghent") == ["Zoë"]
    assert names(what="online") == []


def test_several_are_approved_in_their_order_and_who_cannot_is_named(client: Client) -> None:
    meeting = make_open_meeting(room_seats=1)
    first = make_registration(meeting=meeting, person=of("Ghent", "First"), **ASKED)
    second = make_registration(meeting=meeting, person=of("Ghent", "Second"), **ASKED)
    stale = make_registration(meeting=meeting, person=of("Brno", "Stale"), **ASKED)
    seen = key(stale)
    Registration.objects.filter(pk=stale.pk).update(version=7)
    sign_in(client, make_staff())

    sent = {"do": "approve", "chosen": [key(second), seen, key(first)]}
    page = client.post(table(meeting), sent, follow=True).text

    assert states(first, second, stale) == ["confirmed", "waiting", "pending"]
    assert "2 approved." in page
    assert "It was not done to 1: Stale: This registration has changed meanwhile." in page


def test_a_refusal_needs_its_reason_and_what_was_ticked_stays_so(client: Client) -> None:
    meeting = make_open_meeting()
    row = make_registration(meeting=meeting, **ASKED)
    sign_in(client, make_staff())

    page = do(client, meeting, "refuse", row)
    assert "Give a reason" in page.text
    assert f'value="{key(row)}" aria-label="{row.person}" checked' in page.text
    assert states(row) == ["pending"]

    do(client, meeting, "refuse", row, reason="Only two a city.")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("refused", "Only two a city.")


def test_staff_withdraw_seat_and_remind_by_name(client: Client) -> None:
    meeting = make_open_meeting(room_seats=1)
    holder = make_registration(meeting=meeting)
    waiting = make_registration(meeting=meeting, state=ClaimState.WAITING)
    invited = make_registration(meeting=meeting, state=ClaimState.INVITED)
    sign_in(client, make_staff())

    page = do(client, meeting, "give_seat", waiting).text
    assert "There is no seat for" in page
    meeting.registration_settings.__class__.objects.update(room_seats=2)
    do(client, meeting, "give_seat", waiting)
    do(client, meeting, "withdraw", holder, reason="The city asked us to.")
    do(client, meeting, "remind", invited)
    waiting.refresh_from_db()
    again = do(client, meeting, "remind", invited, waiting).text

    assert states(holder, waiting) == ["withdrawn", "confirmed"]
    assert "within the last day" in again
    assert "There is nothing to answer." in again
    sent = Message.objects.filter(person=invited.person, name="registration_reminder")
    assert sent.count() == 1


def test_who_decides_and_who_only_sees(client: Client) -> None:
    group = make_group()
    meeting = make_open_meeting(lead_group=group, room_seats=5)
    rows = [make_registration(meeting=meeting, **ASKED) for _ in range(2)]

    def answers(person: Person, verb: str, row: Registration) -> tuple[int, int]:
        sign_in(client, person)
        return client.get(table(meeting)).status_code, do(client, meeting, verb, row).status_code

    assert answers(make_representative(), "approve", rows[0]) == (403, 403)
    assert answers(make_chair(make_group()), "approve", rows[0]) == (403, 403)
    assert answers(make_organiser(meeting), "approve", rows[0]) == (200, 403)
    assert states(*rows) == ["pending", "pending"]
    chair = make_chair(group)
    assert answers(chair, "approve", rows[0]) == (200, 200)
    assert states(*rows) == ["confirmed", "pending"]
    page = do(client, meeting, "withdraw", rows[0], reason="No.")
    assert "Select a valid choice" in page.text
    assert states(*rows) == ["confirmed", "pending"]


def test_organisers_see_no_boxes(client: Client) -> None:
    meeting = make_open_meeting()
    row = make_registration(meeting=meeting)
    sign_in(client, make_organiser(meeting))

    page = client.get(table(meeting)).text

    assert row.person.name in page
    assert 'name="chosen"' not in page
    assert "Add by hand" not in page


@pytest.mark.parametrize("number", [1, 300])
def test_queries_do_not_grow(
    client: Client, number: int, django_assert_max_num_queries: Any
) -> None:
    meeting = make_open_meeting(room_seats=100, seats_per_city=2)
    dinner = make_option(meeting, seats=10)
    make_question(meeting, is_required=True)
    city = make_city("Ghent")
    people = Person.objects.bulk_create(Person(name=f"P {n}", password="!") for n in range(number))
    rows = Registration.objects.bulk_create(
        Registration(meeting=meeting, person=one, city=city, is_guest=True, state="waiting")
        for one in people
    )
    asked = {"meeting": meeting, "city": city, "state": "waiting"}
    Claim.objects.bulk_create(
        Claim(registration=row, number=at, what="room", **asked) for at, row in enumerate(rows, 1)
    )
    Claim.objects.bulk_create(
        Claim(registration=row, number=at, what="option", option=dinner, **asked)
        for at, row in enumerate(rows, 1)
    )
    sign_in(client, make_staff())
    client.get(table(meeting))

    with django_assert_max_num_queries(12):
        page = client.get(table(meeting))

    assert len(page.context["page"].object_list) == min(number, 100)
