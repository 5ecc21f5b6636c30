"""Guests come by a signed link: to their own registration, and, with a seat, to what participants of that meeting see."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from tests.factories import (
    make_document,
    make_person,
    make_practical_part,
    make_representative,
    sign_in,
)
from tests.registrations import (
    make_answer,
    make_open_meeting,
    make_question,
    make_registration,
)
from visits.actions.registration.leaving import cancel, substitute, withdraw
from visits.models import ClaimState, Meeting, Registration
from visits.registration.addresses import signed
from visits.registration.states import Actor

pytestmark = pytest.mark.django_db


def make_guest(meeting: Meeting, state: str = ClaimState.CONFIRMED, **fields: Any) -> Registration:
    person = make_person("Commission officer", is_active=False)
    return make_registration(meeting=meeting, person=person, state=state, is_guest=True, **fields)


def follow(client: Client, registration: Registration, link: str = "") -> Any:
    """Open the link in the mail, as it was sent."""
    args = [registration.meeting.slug, link or signed(registration)]
    return client.get(reverse("registration_link", args=args))


def register(meeting: Meeting) -> str:
    return reverse("register", args=[meeting.slug])


def status(client: Client, address: str) -> int:
    return client.get(address).status_code


def test_the_link_leads_to_the_registration_and_out_of_the_address(client: Client) -> None:
    guest = make_guest(make_open_meeting())

    response = follow(client, guest)

    assert response["Location"] == register(guest.meeting)
    assert client.session.get_expire_at_browser_close()
    page = client.get(register(guest.meeting))
    assert "You are coming" in page.content.decode()
    assert "private" in page["Cache-Control"]


def test_whoever_is_invited_once_registration_has_closed_may_accept(client: Client) -> None:
    meeting = make_open_meeting(closes_at=timezone.now() - timedelta(hours=1))
    guest = make_guest(meeting, ClaimState.INVITED)
    follow(client, guest)

    assert "Accept, and send this" in client.get(register(meeting)).content.decode()
    client.post(register(meeting), {"attend": "room"})

    guest.refresh_from_db()
    assert guest.state == ClaimState.CONFIRMED


def test_with_a_seat_a_guest_reads_what_participants_of_that_meeting_do_and_nothing_else(
    client: Client,
) -> None:
    meeting = make_open_meeting(participants_audience="participants")
    part = make_practical_part(meeting=meeting, is_for_participants=True)
    mine = make_document(meeting=meeting, audience="participants")
    others = make_document(meeting=make_open_meeting(), audience="participants")
    members = make_document(meeting=meeting, audience="members")
    closed = make_open_meeting(page_audience="members")
    follow(client, make_guest(meeting))

    addresses = [document.get_absolute_url() for document in (mine, others, members)]
    assert [status(client, address) for address in addresses] == [200, 403, 403]
    assert status(client, closed.get_absolute_url()) == 403
    assert part.heading in client.get(reverse("practical", args=[meeting.slug])).content.decode()
    page = client.get(reverse("participants", args=[meeting.slug])).content.decode()
    assert "Commission officer" in page
    assert status(client, reverse("my")) == 302


def test_without_a_seat_a_guest_has_the_own_registration_alone(client: Client) -> None:
    meeting = make_open_meeting(page_audience="members", participants_audience="participants")
    mine = make_document(meeting=meeting, audience="participants")
    follow(client, make_guest(meeting, ClaimState.WAITING))

    assert status(client, register(meeting)) == 200
    assert status(client, meeting.get_absolute_url()) == 403
    assert status(client, mine.get_absolute_url()) == 403
    assert status(client, reverse("participants", args=[meeting.slug])) == 403


def test_a_guest_answers_an_invitation_and_changes_and_leaves(client: Client) -> None:
    guest = make_guest(make_open_meeting(room_seats=5), ClaimState.INVITED)
    follow(client, guest)
    address = register(guest.meeting)

    client.post(address, {"role": "Desk officer"})
    guest.refresh_from_db()
    assert (guest.state, guest.role) == ("confirmed", "Desk officer")
    client.post(reverse("registration_change", args=[guest.meeting.slug]), {"unlisted": "on"})
    guest.refresh_from_db()
    assert guest.objected_at
    response = client.post(reverse("registration_leave", args=[guest.meeting.slug]))

    guest.refresh_from_db()
    assert guest.state == "cancelled"
    told = client.get(response["Location"]).content.decode()
    assert "You cancelled your registration" in told
    assert "Your registration is cancelled. A mail confirms it." in told
    assert client.get(address)["Location"] == response["Location"]


def test_the_link_of_an_ended_registration_tells_how_and_why_and_nothing_else(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    meeting = make_open_meeting(page_audience="members", venue="Town hall")
    guest = make_guest(meeting)
    follow(client, guest)
    withdraw(registration=guest, by=None, actor=Actor.STAFF, reason="Only hosts this time.")

    onward = client.get(register(meeting))
    changing = client.get(reverse("registration_change", args=[meeting.slug]))
    with django_assert_max_num_queries(12):
        told = client.get(onward["Location"])

    assert changing["Location"] == onward["Location"]
    page = told.content.decode()
    assert told.status_code == 200
    assert "private" in told["Cache-Control"]
    assert "Your registration was withdrawn" in page
    assert "Only hosts this time." in page
    assert "mailto:" in page
    for words in ("Town hall", f'href="{meeting.get_absolute_url()}"', guest.person.name):
        assert words not in page
    assert status(client, meeting.get_absolute_url()) == 302


def test_an_ended_registration_a_new_link_and_a_broken_one_open_nothing(client: Client) -> None:
    guest = make_guest(make_open_meeting())
    old = signed(guest)
    follow(client, guest)

    Registration.objects.update(link_number=1)
    assert client.get(register(guest.meeting))["Location"].startswith(reverse("account_login"))
    assert follow(client, guest, old).status_code == 404
    broken = follow(client, guest, old[:-3])
    assert broken.status_code == 404
    assert guest.meeting.title not in broken.content.decode()
    guest.refresh_from_db()
    assert follow(client, guest).status_code == 302
    cancel(registration=guest, by=None, actor=Actor.PERSON)
    assert follow(client, guest, old).status_code == 404
    Registration.objects.update(link_number=2)
    assert client.get(register(guest.meeting))["Location"].startswith(reverse("account_login"))


def test_a_link_is_of_one_meeting(client: Client) -> None:
    guest, other = make_guest(make_open_meeting()), make_open_meeting()

    args = [other.slug, signed(guest)]
    assert status(client, reverse("registration_link", args=args)) == 404


def test_after_a_substitution_the_first_persons_link_tells_so_and_opens_nothing(
    client: Client,
) -> None:
    guest = make_guest(make_open_meeting())
    link = signed(guest)
    colleague = make_person("Colleague")
    substitute(registration=guest, person=colleague, by=None, actor=Actor.STAFF)

    told = follow(client, guest, link)

    assert "Somebody else comes instead of you" in told.content.decode()
    assert colleague.name not in told.content.decode()
    assert "guest" not in client.session


def test_who_is_logged_in_as_somebody_else_is_told_so(client: Client) -> None:
    guest = make_guest(make_open_meeting())
    sign_in(client, make_representative())

    response = follow(client, guest)

    assert response.status_code == 403
    assert "somebody else’s registration" in response.content.decode()
    assert guest.person.name not in response.content.decode()


def test_who_can_log_in_is_led_to_do_so(client: Client) -> None:
    person = make_representative(password="a long enough password")
    registration = make_registration(meeting=make_open_meeting(), person=person)

    response = follow(client, registration)

    assert client.get(response["Location"])["Location"].startswith(reverse("account_login"))


def test_a_colleague_without_an_account_comes_by_the_link(client: Client) -> None:
    registration = make_registration(meeting=make_open_meeting(), person=make_representative())

    follow(client, registration)

    assert "You are coming" in client.get(register(registration.meeting)).content.decode()


def test_logging_in_ends_being_a_guest(client: Client) -> None:
    meeting = make_open_meeting()
    follow(client, make_guest(meeting))
    person: Person = make_representative()

    sign_in(client, person)

    page = client.get(register(meeting)).content.decode()
    assert "Before you send it" in page
    assert person.name in page


@pytest.mark.parametrize("has_account", [True, False])
def test_a_link_alone_tells_no_earlier_answers_of_who_has_a_login(
    client: Client, *, has_account: bool
) -> None:
    person = make_person("Commission officer", is_active=False)
    if has_account:
        Person.objects.filter(pk=person.pk).update(last_login=timezone.now())
    make_answer("The 2", registration=make_registration(person=person, is_guest=True), label="Tram")
    guest = make_registration(person=person, is_guest=True, state=ClaimState.INVITED)
    make_question(guest.meeting, "Tram")

    follow(client, guest)

    page = client.get(register(guest.meeting)).content.decode()
    assert ("The 2" in page) is not has_account
