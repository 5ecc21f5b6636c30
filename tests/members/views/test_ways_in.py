"""The second factor of an office: who is led to it, from where, and when it counts; and the pages around it."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.middleware import AccountMiddleware
from django.conf import LazySettings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from members.sign_in import sign_in_after_invitation
from tests.factories import PASSWORD, make_person, make_representative, make_staff
from tests.members import passkeys
from tests.members.authenticators import make_authenticator, set_up
from tests.members.passkeys import Passkey
from tests.members.sessions import is_signed_in, log_in, make_member, words

pytestmark = pytest.mark.django_db

NEEDED = reverse("second_factor")


def long_in_office(office: str = "staff") -> Person:
    return make_staff(
        password=PASSWORD, office=office, office_since_at=timezone.now() - timedelta(days=15)
    )


@pytest.mark.parametrize("office", ["staff", "administrator"])
def test_whoever_lacks_the_factor_is_led_to_it_and_told_why(client: Client, office: str) -> None:
    log_in(client, long_in_office(office).email)

    response = client.get("/meetings/", follow=True)

    assert response.redirect_chain == [(NEEDED, 302)]
    assert "The 14 days of grace are over" in words(response)
    assert client.post("/accounts/password/change/")["Location"] == NEEDED


def test_pages_that_anyone_may_know_stay_open(client: Client) -> None:
    log_in(client, long_in_office().email)

    for address in ("/privacy/", "/cookies/", "/accessibility/", "/healthz", "/accounts/logout/"):
        assert client.get(address).status_code == 200, address


def test_an_app_that_is_set_up_counts_at_once(client: Client) -> None:
    log_in(client, long_in_office().email)

    set_up(client)

    assert client.get("/meetings/").status_code == 200
    assert client.get(NEEDED)["Location"] == reverse("mfa_index")


def test_a_passkey_that_is_added_counts_at_once(client: Client) -> None:
    log_in(client, long_in_office().email)

    passkeys.add(client, Passkey())

    assert client.get("/meetings/").status_code == 200


def test_a_session_from_before_is_asked_to_use_it(client: Client) -> None:
    person = long_in_office()
    log_in(client, person.email)
    make_authenticator(person)

    page = words(client.get("/", follow=True))

    assert "came in here without it" in page
    assert reverse("mfa_reauthenticate") in page


def test_in_the_days_of_grace_a_banner_says_until_when(client: Client) -> None:
    person = make_staff(password=PASSWORD, office_since_at=timezone.now())
    log_in(client, person.email)
    due = timezone.localtime(timezone.now() + timedelta(days=14))

    page = words(client.get("/meetings/"))

    assert f"needs a second factor from {due.day} {due:%B %Y} on" in page
    set_up(client)
    assert "needs a second factor" not in words(client.get("/meetings/"))


def test_others_are_not_asked(client: Client) -> None:
    log_in(client, make_member().email)

    assert "needs a second factor" not in words(client.get("/meetings/"))


def test_where_it_is_not_required_nobody_is_stopped_and_the_page_says_so(
    client: Client, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    log_in(client, long_in_office().email)

    assert client.get("/meetings/").status_code == 200
    assert "need no second factor here" in words(client.get(reverse("mfa_index")))


def test_the_overview_names_every_way(client: Client) -> None:
    person = make_member()
    log_in(client, person.email)
    set_up(client)
    passkeys.add(client, Passkey(), "Red key")

    page = words(client.get(reverse("mfa_index")))

    for part in (person.email, "Red key", "Set up on", "10 are left", "In one browser"):
        assert str(part) in page


def test_without_a_password_one_is_offered(client: Client) -> None:
    person = make_representative()
    client.force_login(person)

    assert "You have none" in words(client.get(reverse("mfa_index")))
    changed = client.get(reverse("account_change_password"))
    assert changed["Location"] == reverse("account_set_password")
    fields = {"password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_set_password"), fields)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


# After an invitation -----------------------------------------------------------------------------


def accept(person: Person, client: Client, rf: RequestFactory, **given: Any) -> HttpResponse:
    """As the view does that takes the button of an invitation, with the session of the client."""

    def view(request: Any) -> HttpResponse:
        return sign_in_after_invitation(request, person, **given)

    chain: Any = view
    for middleware in (
        AccountMiddleware,
        MessageMiddleware,
        AuthenticationMiddleware,
        SessionMiddleware,
    ):
        chain = middleware(chain)
    request = rf.post("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    response: HttpResponse = chain(request)
    client.cookies.update(response.cookies)
    return response


def test_a_newcomer_is_in_and_offered_a_passkey(client: Client, rf: RequestFactory) -> None:
    person = make_person()

    response = accept(person, client, rf)

    assert response["Location"] == reverse("welcome")
    assert reverse("mfa_add_webauthn") in words(client.get(reverse("welcome")))
    passkeys.add(client, Passkey())
    assert person.pk == int(client.session["_auth_user_id"])


def test_an_invitation_does_not_go_around_a_second_factor(
    client: Client, rf: RequestFactory
) -> None:
    person = make_member()
    make_authenticator(person)

    response = accept(person, client, rf)

    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_whoever_else_was_signed_in_is_signed_out(client: Client, rf: RequestFactory) -> None:
    log_in(client, make_member().email)
    person = make_person()

    accept(person, client, rf, to="/")

    assert client.session["_auth_user_id"] == str(person.pk)
