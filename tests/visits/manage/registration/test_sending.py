"""What is done at the desk for who has lost the mail, and for a guest who cannot come: sent anew, and somebody else instead."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Person
from portal.models import LogEntry, Message
from tests.factories import make_organiser, make_person, make_representative, make_staff, sign_in
from tests.registrations import make_open_meeting, make_registration
from visits.models import ClaimState, Meeting, Registration
from visits.registration.addresses import signed

pytestmark = pytest.mark.django_db

PAST = date(2026, 3, 2)


def send(client: Client, row: Registration) -> str:
    address = reverse("manage_registration_one", args=[row.meeting.slug, row.pk])
    version = Registration.objects.values_list("version", flat=True).get(pk=row.pk)
    return client.post(address, {"do": "send", "version": version}, follow=True).text


def make_guest(**fields: Any) -> Registration:
    person = make_person("Commission officer", is_active=False)
    return make_registration(
        meeting=make_open_meeting(), person=person, is_guest=True, city=None, **fields
    )


def opens(row: Registration, link: str) -> bool:
    args = [row.meeting.slug, link]
    return Client().get(reverse("registration_link", args=args)).status_code == 302


def test_a_link_is_sent_anew_and_the_one_before_ends(client: Client) -> None:
    row = make_guest()
    before, guest = signed(row), Client()
    guest.get(reverse("registration_link", args=[row.meeting.slug, before]))
    sign_in(client, make_organiser(row.meeting))

    said = send(client, row)

    row.refresh_from_db()
    (mail,) = Message.objects.filter(person=row.person)
    assert "The mail to Commission officer is sent again." in said
    assert "Mail sent again" in said
    assert (mail.name, mail.is_secret) == ("registration_confirmed", True)
    link = re.search(r"/register/([^/\s]+)/", mail.text)
    assert link is not None
    assert [opens(row, before), opens(row, link[1])] == [False, True]
    page = guest.get(reverse("register", args=[row.meeting.slug]))
    assert page["Location"].startswith(reverse("account_login"))
    assert LogEntry.objects.filter(verb="send_registration_anew", subject_id=row.pk).exists()


@pytest.mark.parametrize(
    ("state", "mail"),
    [(ClaimState.WAITING, "registration_waiting"), (ClaimState.OFFERED, "registration_offered")],
)
def test_who_has_a_login_gets_the_mail_of_how_it_stands(
    client: Client, state: str, mail: str
) -> None:
    person = make_representative(password="a long enough password")
    row = make_registration(person=person, state=state)
    sign_in(client, make_staff())

    send(client, row)

    row.refresh_from_db()
    assert Message.objects.get(person=person).name == mail
    assert row.link_number == 0


def test_not_what_has_ended_nor_all_day_long(client: Client) -> None:
    row, ended = make_guest(), make_guest(state=ClaimState.CANCELLED)
    sign_in(client, make_staff())

    said = [send(client, row) for _ in range(6)]

    assert "sent several times today" in said[-1]
    assert Message.objects.filter(person=row.person).count() == 5
    assert "has changed meanwhile" in send(client, ended)
    assert not Message.objects.filter(person=ended.person).exists()


@pytest.mark.parametrize("what", [{"state": "cancelled"}, {"starts_on": PAST, "ends_on": PAST}])
def test_of_a_meeting_that_is_over_no_mail_says_how_one_stands(
    client: Client, what: dict[str, Any]
) -> None:
    row = make_guest()
    Meeting.objects.update(**what)
    sign_in(client, make_staff())

    assert "no mail was sent" in send(client, row)
    assert not Message.objects.filter(person=row.person).exists()


def test_a_guest_of_no_city_is_substituted_by_name_and_address(client: Client) -> None:
    row = make_guest(organisation="Commission")
    link = signed(row)
    address = reverse("manage_registration_substitute", args=[row.meeting.slug, row.pk])
    sign_in(client, make_staff())

    assert (
        "Somebody else comes instead"
        in client.get(reverse("manage_registration_one", args=[row.meeting.slug, row.pk])).text
    )
    sent = {"name": "Head of unit", "email": "Head@Example.org", "version": row.version}
    stale = client.post(address, sent | {"version": 7}).text
    client.post(address, sent)

    taken = Registration.objects.get(replaces=row)
    assert "has changed meanwhile" in stale
    assert (taken.person.email, taken.person.is_active) == ("head@example.org", False)
    assert (taken.is_guest, taken.state, taken.organisation) == (True, "confirmed", "Commission")
    assert not opens(row, link)
    assert Person.objects.filter(email="head@example.org").count() == 1
