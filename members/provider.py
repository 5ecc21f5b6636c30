"""Logging in through the network's own OpenID Connect provider: who may, and what is said to who may not."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext

from members.models import Person
from members.sign_in import sign_in


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Nobody signs up and nothing of the provider's account is kept: it proves an address, and that is a person's."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        """Always answers here, so that allauth makes no account and joins none to another."""
        email = verified_email(sociallogin.account.extra_data)
        person = Person.objects.filter(email=email, is_active=True).first() if email else None
        if person is None:
            refuse(
                request,
                gettext(
                    "Your login there was accepted, but its e-mail address has no account here, so you are not logged "
                    "in. Accounts are given by invitation."
                ),
            )
        to = sociallogin.get_redirect_url(request) or ""
        raise ImmediateHttpResponse(sign_in(request, person, method="socialaccount", to=to))

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> None:
        refuse(request, not_completed())


def verified_email(said: dict[str, Any]) -> str | None:
    """The address that the provider vouches for, in lower case; none where it does not, or speaks of two people."""
    userinfo, id_token = said.get("userinfo") or {}, said.get("id_token") or {}
    if userinfo and id_token and userinfo.get("sub") != id_token.get("sub"):
        return None
    claims = userinfo or id_token
    # Only the boolean: a provider that writes "false" as a text does not vouch.
    if claims.get("email_verified") is not True:
        return None
    return str(claims.get("email") or "").lower() or None


def refuse(request: HttpRequest, said: str) -> NoReturn:
    messages.error(request, said)
    raise ImmediateHttpResponse(redirect("account_login"))


def not_completed() -> str:
    return gettext(
        "The login there was broken off, or did not work just now. You are not logged in. Try again, or log in another "
        "way."
    )
