"""The page behind an invitation's link: who comes in by it, and the sentence for whoever does not."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.actions.invitations import PURPOSE
from members.models import Invitation, Person
from portal.lib import links
from tests.factories import PASSWORD, make_city, make_group, make_person, sign_in
from tests.members.sessions import is_signed_in, log_in, words
from tests.ways_in import make_invitation

pytestmark = pytest.mark.django_db

FORM = {"name": "Anna Smith", "title": "Officer", "password": "correct horse battery"}


def address(invitation: Invitation, sends: int = 1) -> str:
    return reverse("invitation", args=[links.signed(PURPOSE, invitation.pk, sends)])


@pytest.fixture
def invitation() -> Invitation:
    return make_invitation(
        "a@x.org",
        city=make_city("Utrecht"),
        name="Anna",
        groups=(make_group("Night mayors"),),
        invited_by=make_person("Utrecht coordinator"),
    )


def test_the_page_says_who_invites_where_and_what_for(
    client: Client, invitation: Invitation
) -> None:
    page = words(client.get(address(invitation)))

    for part in (
        "Represent Utrecht",
        "Utrecht coordinator invites you to EUROCITIES",
        "Night mayors",
        "a@x.org",
        "What is done with your data",
        'href="/privacy/"',
        'value="Anna"',
    ):
        assert part in page


def test_opening_notes_that_it_was_opened_and_nothing_else(
    client: Client, invitation: Invitation
) -> None:
    client.head(address(invitation))
    assert Invitation.objects.get().opened_at is None

    client.get(address(invitation))
    client.get(address(invitation))

    row = Invitation.objects.get()
    assert row.opened_at is not None
    assert row.accepted_at is None
    assert not Person.objects.filter(email="a@x.org").exists()


def test_with_a_password_one_is_in(client: Client, invitation: Invitation) -> None:
    response = client.post(address(invitation), FORM)

    assert response["Location"] == "/"
    assert is_signed_in(client)
    person = Person.objects.get(email="a@x.org")
    assert (person.name, person.posts.get().title) == ("Anna Smith", "Officer")
    assert log_in(Client(), "a@x.org", FORM["password"]).status_code == 302


def test_without_one_a_passkey_is_offered(client: Client, invitation: Invitation) -> None:
    response = client.post(address(invitation), FORM | {"password": ""})

    assert is_signed_in(client)
    assert response["Location"] == reverse("welcome")
    assert Person.objects.get(email="a@x.org").has_account


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "=1+1"}, "as a formula does"),
        ({"name": "www.evil.example"}, "a link or a tag"),
        ({"title": "<b>"}, "a link or a tag"),
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "Anna Smith 12"}, "too similar"),
    ],
)
def test_what_is_not_taken_says_why(
    client: Client, invitation: Invitation, fields: dict[str, str], why: str
) -> None:
    response = client.post(address(invitation), FORM | fields)

    assert response.status_code == 200
    assert why in words(response)
    assert not Person.objects.filter(email="a@x.org").exists()


def expired() -> dict[str, Any]:
    return {"expires_at": timezone.now() - timedelta(seconds=1)}


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"sends": 2}, 410, "There is a newer mail"),
        ({"withdrawn_at": timezone.now()}, 410, "This invitation was withdrawn"),
        ({"accepted_at": timezone.now()}, 410, "This invitation is accepted already"),
        (expired(), 410, "This invitation has expired"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_over_says_what_to_do(
    client: Client, method: str, fields: dict[str, Any], status: int, sentence: str
) -> None:
    row = make_invitation("a@x.org", **fields)

    response = getattr(client, method)(address(row), FORM)

    assert response.status_code == status
    assert sentence in words(response)
    assert not is_signed_in(client)


def test_a_link_that_was_used_says_so(client: Client, invitation: Invitation) -> None:
    Client().post(address(invitation), FORM)

    response = client.post(address(invitation), FORM)

    assert response.status_code == 410
    assert "A link lets in once." in words(response)
    assert Person.objects.filter(email="a@x.org").count() == 1


@pytest.mark.parametrize("cut", [1, 5, 20, -1])
def test_a_link_that_was_cut_short_says_so(
    client: Client, invitation: Invitation, cut: int
) -> None:
    whole = links.signed(PURPOSE, invitation.pk, 1)
    token = whole[:cut] if cut > 0 else whole[:-1]

    response = client.get(reverse("invitation", args=[token]))

    assert response.status_code == 404
    assert "copy the whole link" in words(response)


def test_a_link_for_something_else_lets_nobody_in(client: Client, invitation: Invitation) -> None:
    for token in (
        links.signed("access", invitation.pk, 1),
        links.signed(PURPOSE, invitation.pk),
        links.signed(PURPOSE, 2_000_000_000, 1),
    ):
        assert client.get(reverse("invitation", args=[token])).status_code == 404


def test_who_is_logged_in_as_another_is_told(client: Client, invitation: Invitation) -> None:
    sign_in(client, make_person("Bo"))

    for response in (client.get(address(invitation)), client.post(address(invitation), FORM)):
        assert response.status_code == 403
        assert "You are logged in as Bo, and this invitation is for a@x.org." in words(response)
    assert Invitation.objects.get().accepted_at is None


def test_who_has_an_account_logs_in_first_and_comes_back(
    client: Client, invitation: Invitation
) -> None:
    person = make_person("A. Smith", email="a@x.org", city=make_city(), password=PASSWORD)

    before = client.get(address(invitation))
    assert before.status_code == 200
    back = f"{reverse('account_login')}?next={quote(address(invitation))}"
    assert before.content.decode().count(back) == 2
    assert "You have an account already" in words(before)
    assert client.post(address(invitation), FORM).status_code == 200
    assert Invitation.objects.get().accepted_at is None

    log_in(client, person.email, PASSWORD)
    page = words(client.get(address(invitation)))
    assert "You accept as A. Smith." in page
    assert 'name="password"' not in page
    client.post(address(invitation))

    assert person.posts.count() == 2
    assert log_in(Client(), person.email, PASSWORD).status_code == 302


def test_a_city_that_is_no_member_today(client: Client) -> None:
    row = make_invitation("a@x.org", city=make_city("Oslo", is_member=False))

    response = client.get(address(row))

    assert response.status_code == 403
    assert "Oslo is not a member today" in words(response)


def test_an_office_says_what_it_needs(client: Client) -> None:
    row = make_invitation("a@x.org", office="staff")

    page = words(client.get(address(row)))
    client.post(address(row), FORM)

    assert "needs a second factor" in page
    assert Person.objects.get(email="a@x.org").office == "staff"


def test_a_form_without_its_token_is_refused(invitation: Invitation) -> None:
    response = Client(enforce_csrf_checks=True).post(address(invitation), FORM)

    assert response.status_code == 403
    assert Invitation.objects.get().accepted_at is None
