"""Logging in through an OpenID Connect provider that runs here: for whom it vouches, and that nobody else comes in."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from members.models import Person
from members.provider import verified_email
from portal import account_settings
from tests.factories import make_staff
from tests.members import openid
from tests.members.authenticators import make_authenticator
from tests.members.openid import Provider
from tests.members.sessions import is_signed_in, make_member, words

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/network/"


@pytest.fixture
def provider(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    # As where one is configured: only there is the app of its kind installed, and registered at the start.
    monkeypatch.setitem(registry.provider_map, "openid_connect", OpenIDConnectProvider)
    with openid.running() as found:
        settings.OIDC_SERVER_URL, settings.OIDC_NAME = found.address, "City network login"
        settings.SOCIALACCOUNT_PROVIDERS = account_settings.openid_connect(
            name="City network login",
            server_url=found.address,
            client_id=openid.CLIENT,
            secret=openid.SECRET,
        )
        yield found


def come(client: Client, provider: Provider, to: str = "") -> Any:
    """There and back, as the browser is led."""
    asked = client.get(LOGIN, {"next": to} if to else {})
    assert asked.status_code == 302
    return client.get(provider.consent(asked["Location"]))


def test_without_one_there_is_no_button_and_no_address(client: Client) -> None:
    assert "Log in with" not in words(client.get(reverse("account_login"))).replace(
        "Log in with a passkey", ""
    )
    for address in (LOGIN, f"{LOGIN}back/"):
        assert client.get(address).status_code == 404


def test_the_login_page_has_its_button(client: Client, provider: Provider) -> None:
    page = words(client.get(reverse("account_login"), {"next": "/groups/"}))

    assert "Log in with City network login" in page
    assert f'href="{LOGIN}?next=/groups/"' in page


def test_whoever_it_vouches_for_is_in_and_led_back(client: Client, provider: Provider) -> None:
    person = make_member(email="member@example.org")
    provider.claims["email"] = "Member@Example.org"

    response = come(client, provider, "/groups/")

    assert response["Location"] == "/groups/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_nothing_of_the_account_there_is_kept(client: Client, provider: Provider) -> None:
    provider.claims["email"] = make_member().email

    come(client, provider)

    assert not SocialAccount.objects.exists()
    assert "the token" not in str(dict(client.session))


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.org"},
        {"email": "member@example.org", "email_verified": False},
        {"email": "member@example.org", "email_verified": "true"},
        {"email": "member@example.org", "email_verified": None},
        {"email": "closed@example.org"},
        {"email": ""},
        {},
    ],
)
def test_nobody_else_comes_in_nor_signs_up(
    client: Client, provider: Provider, claims: dict[str, Any]
) -> None:
    make_member(email="member@example.org")
    make_member(email="closed@example.org", is_active=False)
    before = Person.objects.count()
    provider.claims |= claims

    response = come(client, provider)

    assert response["Location"] == reverse("account_login")
    assert not is_signed_in(client)
    assert "has no account here" in words(client.get(reverse("account_login")))
    assert Person.objects.count() == before


def test_two_people_in_one_answer_are_nobody(client: Client, provider: Provider) -> None:
    provider.claims["email"] = make_member().email
    provider.other_sub = "8"

    come(client, provider)

    assert not is_signed_in(client)


def test_a_second_factor_is_asked_for_all_the_same(client: Client, provider: Provider) -> None:
    person = make_staff()
    make_authenticator(person)
    provider.claims["email"] = person.email

    response = come(client, provider)

    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_an_answer_to_nobodys_question_is_refused(client: Client, provider: Provider) -> None:
    provider.claims["email"] = make_member().email
    other = Client()
    back = provider.consent(other.get(LOGIN)["Location"])

    response = client.get(back)

    assert not is_signed_in(client)
    assert response["Location"] == reverse("account_login")


def test_an_answer_works_once(client: Client, provider: Provider) -> None:
    provider.claims["email"] = make_member().email
    back = provider.consent(client.get(LOGIN)["Location"])
    client.get(back)
    client.post(reverse("account_logout"))

    client.get(back)

    assert not is_signed_in(client)


def test_breaking_off_there_says_so_here(client: Client, provider: Provider) -> None:
    back = provider.consent(client.get(LOGIN)["Location"])
    address = back.replace("code=the+code", "error=access_denied")

    response = client.get(address, follow=True)

    assert "was broken off" in words(response)


def test_a_provider_that_does_not_answer_says_so(client: Client, provider: Provider) -> None:
    provider.shutdown()
    provider.server_close()

    assert "did not work just now" in words(client.get(LOGIN, follow=True))


def test_the_address_may_stand_in_the_token_alone() -> None:
    claims = {"sub": "7", "email": "A@example.org", "email_verified": True}

    assert verified_email({"id_token": claims}) == "a@example.org"
    assert verified_email({}) is None
