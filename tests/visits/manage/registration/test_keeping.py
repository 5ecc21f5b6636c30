"""Saying at the desk whom a seat is kept for: asked where the meeting keeps some, and by whom who decides."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_organiser, make_staff, sign_in
from tests.registrations import make_allotment, make_open_meeting, make_registration
from visits.models import Registration

pytestmark = pytest.mark.django_db


def test_it_is_asked_when_adding_and_inviting_where_seats_are_kept(client: Client) -> None:
    meeting = make_open_meeting(room_seats=1)
    sign_in(client, make_staff())
    addresses = [
        reverse(f"manage_registration_{name}", args=[meeting.slug]) for name in ("add", "invite")
    ]
    assert not any("Seat kept for" in client.get(one).text for one in addresses)
    make_allotment(meeting, "staff", seats=1)

    assert all("Seat kept for" in client.get(one).text for one in addresses)
    client.post(addresses[0], {"name": "One", "organisation": "Booth", "kept": "staff"})
    sent = {"do": "invite", "guests": "Two, two@example.org, Booth", "kept": "staff"}
    client.post(addresses[1], sent)

    rows = Registration.objects.filter(allotment__kind="staff").values_list("state", flat=True)
    assert sorted(rows) == ["confirmed", "invited"]


def test_it_is_changed_for_one_registration_and_not_by_organisers(client: Client) -> None:
    meeting = make_open_meeting(room_seats=1)
    make_allotment(meeting, "staff", seats=1)
    row = make_registration(meeting=meeting, state="waiting")
    address = reverse("manage_registration_one", args=[meeting.slug, row.pk])
    sent = {"do": "keep", "kind": "staff", "version": row.version}

    sign_in(client, make_organiser(meeting))
    assert "Seat kept for" not in client.get(address).text
    assert client.post(address, sent).status_code == 403
    sign_in(client, make_staff())
    said = client.post(address, sent, follow=True).text

    row.refresh_from_db()
    assert row.state == "confirmed"
    assert "kept for: staff" in said
    assert "Whom the seat is kept for, changed" in said
