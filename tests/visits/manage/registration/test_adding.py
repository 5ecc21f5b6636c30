"""Adding people by hand, and inviting them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from portal.models import Message
from tests.factories import (
    make_chair,
    make_city,
    make_group,
    make_group_membership,
    make_organiser,
    make_person,
    make_staff,
    sign_in,
)
from tests.registrations import make_open_meeting, make_registration
from visits.models import Meeting, Registration

pytestmark = pytest.mark.django_db


def page(meeting: Meeting, name: str) -> str:
    return reverse(f"manage_registration_{name}", args=[meeting.slug])


def test_a_known_person_is_found_and_comes_for_a_city_of_theirs(client: Client) -> None:
    meeting = make_open_meeting(room_seats=1)
    known = make_person("Zoë Peeters", city=make_city("Ghent"))
    sign_in(client, make_staff())

    found = client.get(page(meeting, "add"), {"q": "zoe"}).text
    assert f"?person={known.pk}" in found
    city = known.posts.get().city
    address = f"{page(meeting, 'add')}?person={known.pk}"
    said = client.post(address, {"city": city.pk, "role": "Expert"}, follow=True).text

    row = Registration.objects.get()
    assert "Zoë Peeters is registered, with a seat." in said
    assert (row.person, row.city, row.role, row.is_guest) == (known, city, "Expert", False)


@pytest.mark.parametrize("allocation", ["by_selection", "in_order"])
def test_whether_a_seat_is_taken_at_once_is_said_as_it_is(client: Client, allocation: str) -> None:
    closes_at = timezone.now() + timedelta(days=3)
    meeting = make_open_meeting(allocation=allocation, closes_at=closes_at)
    sign_in(client, make_staff())

    said = client.get(page(meeting, "add")).text
    sent = {"name": "Interpreter one", "email": "one@example.org", "organisation": "Booth"}
    client.post(page(meeting, "add"), sent)

    assert ("takes a seat if there is one" in said) is (allocation == "in_order")
    state = Registration.objects.get().state
    assert state == ("confirmed" if allocation == "in_order" else "pending")


def test_somebody_new_is_a_guest_without_a_login(client: Client) -> None:
    meeting = make_open_meeting(room_seats=5)
    sign_in(client, make_staff())
    sent = {"name": "Interpreter one", "email": "One@Example.org", "organisation": "Booth"}

    client.post(page(meeting, "add"), sent)

    row = Registration.objects.get()
    assert (row.person.email, row.person.is_active) == ("one@example.org", False)
    assert (row.is_guest, row.organisation, row.state) == (True, "Booth", "confirmed")
    (mail,) = Message.objects.filter(person=row.person)
    assert mail.name == "registration_confirmed"


def test_an_address_that_is_known_is_that_person_and_nobody_twice(client: Client) -> None:
    meeting = make_open_meeting()
    known = make_person("Known", city=make_city("Ghent"), email="known@example.org")
    sign_in(client, make_chair(meeting.lead_group) if meeting.lead_group else make_staff())
    sent = {"name": "Typed", "email": "known@example.org", "city": known.posts.get().city_id}

    client.post(page(meeting, "add"), sent)
    again = client.post(page(meeting, "add"), sent).text

    row = Registration.objects.get()
    assert (row.person, row.is_guest) == (known, False)
    assert "is registered for this meeting already" in again
    assert 'value="Typed"' in again


def test_without_city_or_organisation_nobody_is_added(client: Client) -> None:
    meeting = make_open_meeting()
    sign_in(client, make_staff())

    answer = client.post(page(meeting, "add"), {"name": "Somebody"}).text

    assert "Say for which city or organisation" in answer
    assert not Registration.objects.exists()


@pytest.mark.parametrize("name", ["add", "invite", "select"])
def test_organisers_and_other_chairs_add_nobody(client: Client, name: str) -> None:
    meeting = make_open_meeting()
    for person in (make_organiser(meeting), make_chair(make_group())):
        sign_in(client, person)

        assert client.get(page(meeting, name)).status_code == 403


# Inviting -----------------------------------------------------------------------------------------


def invite(client: Client, meeting: Meeting, **sent: Any) -> str:
    answer = client.post(page(meeting, "invite"), {"do": "invite"} | sent, follow=True)
    return answer.text


def test_people_groups_and_pasted_guests_are_invited_once_each(client: Client) -> None:
    meeting = make_open_meeting()
    group = make_group()
    member, other = make_person("Member", city=make_city()), make_person("Other", city=make_city())
    there = make_person("Already there", city=make_city())
    make_registration(meeting=meeting, person=there)
    for one in (member, there):
        make_group_membership(person=one, group=group)
    sign_in(client, make_staff())
    until = (timezone.localdate() + timedelta(days=5)).isoformat()
    guests = f"A. Guest, guest@example.org, Commission\nMember, {member.email}\n"

    said = invite(
        client,
        meeting,
        people=[other.pk, member.pk],
        groups=[group.pk],
        guests=guests,
        until_on=until,
    )

    invited = Registration.objects.filter(state="invited").order_by("person__name")
    assert [row.person.name for row in invited] == ["A. Guest", "Member", "Other"]
    assert [row.is_guest for row in invited] == [True, False, False]
    assert all(row.claims.get().until_at for row in invited)
    assert "3 invited." in said
    assert "It was not done to 1: Already there:" in said


def test_wrong_lines_are_said_and_nobody_is_invited(client: Client) -> None:
    meeting = make_open_meeting()
    sign_in(client, make_staff())
    guests = "A. Guest, guest@example.org\nno comma\nB. Guest, not an address"

    said = invite(client, meeting, guests=guests)

    assert "Line 2: write name, address, organisation" in said
    assert "Line 3:" in said
    assert "A. Guest, guest@example.org" in said
    assert not Registration.objects.exists()
    assert not Person.objects.filter(email="guest@example.org").exists()


def test_looking_for_people_keeps_what_was_ticked_and_typed(client: Client) -> None:
    meeting = make_open_meeting()
    ticked, found = make_person("Ticked"), make_person("Zoë")
    sign_in(client, make_staff())

    sent = {"do": "look", "q": "zoe", "people": [ticked.pk], "guests": "half a li"}
    answer = client.post(page(meeting, "invite"), sent)

    people = answer.context["form"]["people"]
    assert {str(one.data["value"]) for one in people} == {str(ticked.pk), str(found.pk)}
    assert [one.data["selected"] for one in people if one.choice_label == "Ticked"] == [True]
    assert "half a li" in answer.text
    assert "Nobody was named" not in answer.text


def test_those_who_have_not_answered_are_reminded_once_a_day(client: Client) -> None:
    meeting = make_open_meeting()
    rows = [make_registration(meeting=meeting, state="invited") for _ in range(2)]
    sign_in(client, make_staff())

    client.post(page(meeting, "invite"), {"do": "remind"})
    said = client.post(page(meeting, "invite"), {"do": "remind"}, follow=True).text

    assert Message.objects.filter(name="registration_reminder").count() == 2
    assert "within the last day" in said
    assert all(Registration.objects.get(pk=row.pk).reminded_at for row in rows)


# Selecting ----------------------------------------------------------------------------------------


def select(client: Client, meeting: Meeting, chosen: list[Registration], **sent: Any) -> str:
    seen = meeting.registrations.filter(state="pending").values_list("pk", flat=True)
    sent = {"do": "select", "others": "wait", "seen": list(seen)} | sent
    sent["chosen"] = [row.pk for row in chosen]
    return client.post(page(meeting, "select"), sent, follow=True).text


def make_selection(**fields: Any) -> tuple[Meeting, list[Registration]]:
    over = timezone.now() - timedelta(hours=1)
    meeting = make_open_meeting(allocation="by_selection", closes_at=over, **fields)
    city = make_city("Ghent")
    rows = [
        make_registration(meeting=meeting, person=make_person(f"P{n}", city=city), state="pending")
        for n in range(4)
    ]
    return meeting, rows


def states(meeting: Meeting) -> list[str]:
    return list(meeting.registrations.order_by("pk").values_list("state", flat=True))


def test_all_are_answered_at_once_and_the_others_wait(client: Client) -> None:
    meeting, rows = make_selection(room_seats=2)
    sign_in(client, make_staff())

    said = select(client, meeting, [rows[0], rows[3]])

    assert states(meeting) == ["confirmed", "waiting", "waiting", "confirmed"]
    assert "4 requests are answered: 2 chosen." in said


def test_more_than_a_city_has_is_refused_and_what_was_ticked_stays(client: Client) -> None:
    meeting, rows = make_selection(room_seats=9, seats_per_city=1)
    sign_in(client, make_staff())

    counted = select(client, meeting, rows[:2], do="count")
    said = select(client, meeting, rows[:2])

    assert "Ghent: 2 are ticked, and 1 of its seats are left." in counted
    assert "Nobody was answered" in said
    assert f'value="{rows[1].pk}" checked' in said
    assert states(meeting) == ["pending"] * 4


def test_nobody_is_answered_unseen(client: Client) -> None:
    meeting, rows = make_selection()
    sign_in(client, make_staff())
    seen = [row.pk for row in rows[:3]]

    said = select(client, meeting, rows[:1], seen=seen)

    assert "changed meanwhile" in said
    assert states(meeting) == ["pending"] * 4
