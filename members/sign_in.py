"""Signing a person in, and what this session knows of how that was proved.

The one module that speaks to the inside of allauth's login, by which each of our own ways in goes: whoever has a second
factor is asked for it, whichever way was the first.
"""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from members.models import Person
from members.second_factor import Way

# The page that offers a newcomer a passkey or a password, by the name of its address.
WELCOME = "welcome"


def sign_in(
    request: HttpRequest, person: Person, *, method: str, to: str = "", **facts: Any
) -> HttpResponse:
    """Sign in who has proved by *method* to be this person, and lead to the address *to*, home when it is empty.

    Where the person has a second factor this leads to the page that asks for it, and from there on. A closed account
    is told that it is closed. Whoever else was signed in here is signed out.
    """
    if request.user.is_authenticated and request.user != person:
        logout(request)
    if request.user.is_authenticated:
        return redirect(to or "home")
    record_authentication(request, person, method, **facts)
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=to or None))
    return response


def sign_in_after_invitation(request: HttpRequest, person: Person, *, to: str = "") -> HttpResponse:
    """Sign in who accepted an invitation, by the link that was sent to the person's own address.

    Without *to* it leads to the page that offers a passkey or a password, so that the person can come back.
    """
    return sign_in(request, person, method="invitation", to=to or redirect(WELCOME)["Location"])


def count_factor(request: HttpRequest, person: Person, number: int, way: Way) -> None:
    """A factor that was set up here was proved here: it counts in this session at once."""
    record_authentication(request, person, "mfa", id=number, type=way.type)


def records_of(request: HttpRequest) -> list[dict[str, Any]]:
    """How and when this session proved who its person is, in the order in which it did."""
    user = request.user if isinstance(request.user, Person) else None
    return list(get_authentication_records(request, user))
