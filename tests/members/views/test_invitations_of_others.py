"""Invitations that are not for this reader to change, and what a list of one's own does not tell."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from members.models import Invitation, Person
from tests.factories import make_city, make_person, make_staff, sign_in
from tests.members.sessions import words
from tests.ways_in import make_coordinator, make_invitation

pytestmark = pytest.mark.django_db

DESK = "/manage/invitations/"


def test_a_coordinator_does_not_read_by_what_name_an_address_is_known(client: Client) -> None:
    mine = make_city("Utrecht")
    make_person("Brno policy officer", email="known@x.org", city=make_city("Brno"))
    sign_in(client, make_coordinator(mine))
    given = {"box": "known@x.org", "city": mine.pk, "role": "representative", "act": "invite"}

    client.post("/my/city/invitations/new/", given)

    page = words(client.get("/my/city/invitations/"))
    assert "known@x.org" in page
    assert "Brno policy officer" not in page


@pytest.mark.parametrize("act", ["resend", "withdraw"])
def test_staff_leave_invitations_to_an_office_to_administrators(client: Client, act: str) -> None:
    invitation = make_invitation("new@x.org", office=Person.Office.ADMINISTRATOR)
    given = {"act": act, "invitation": invitation.pk, "sends": 1}
    sign_in(client, make_staff())

    assert client.post(DESK, given).status_code == 404
    sign_in(client, make_staff(office=Person.Office.ADMINISTRATOR))
    assert client.post(DESK, given).status_code == 302


def test_staff_do_not_revive_an_invitation_to_an_office(client: Client) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    make_invitation("new@x.org", office=Person.Office.STAFF, expires_at=yesterday)
    sign_in(client, make_staff())

    client.post(DESK, {"act": "resend_expired"})

    assert Invitation.objects.get().batch is None


@pytest.mark.parametrize("name", ["invitation", "sends"])
def test_a_number_of_thousands_of_digits_is_no_number(client: Client, name: str) -> None:
    invitation = make_invitation("new@x.org")
    given = {"act": "resend", "invitation": invitation.pk, "sends": 1} | {name: "9" * 5000}
    sign_in(client, make_staff())

    assert client.post(DESK, given).status_code in {302, 404}
    invitation.refresh_from_db()
    assert invitation.sends == 1
