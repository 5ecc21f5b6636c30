"""Each request knows its reader, what a person reads is kept for that one alone, a stranger who must log in first is led
there and back, and whoever lacks a second factor is led to set one up."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from members.arrival import GUEST, reader_of
from members.reading import LoginFirst
from portal.lib.parts import FRESH, Content, shelf

# By name, the addresses that are open without the second factor that an office needs.
OPEN: Final = frozenset(
    {
        "second_factor",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_logout",
        "accessibility",
        "privacy",
        "cookies",
        "robots",
        "healthz",
        "readyz",
    }
)


class ReaderMiddleware:
    """Sets ``request.reader``, found out when it is first asked for, and ``request.content``, as that one finds it.

    Who changes something sees all of it afresh.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.shelf = shelf()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_safe = request.method in {"GET", "HEAD"}
        request.content = self._content(request) if is_safe else FRESH  # type: ignore[attr-defined]
        request.reader = SimpleLazyObject(lambda: reader_of(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and _is_personal(request):
            patch_cache_control(response, private=True)
        return response

    def _content(self, request: HttpRequest) -> Content:
        """For whoever is signed in: the session was read before, and the version with it."""
        return Content(self.shelf, lambda: request.session.content_version)  # type: ignore[attr-defined]

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What was sent with a form is another middleware's (portal/middleware.py), which gives it back."""
        if isinstance(exception, LoginFirst) and request.method != "POST":
            return redirect_to_login(exception.back_to or request.get_full_path())
        return None


def _is_personal(request: HttpRequest) -> bool:
    """Made for somebody who is known. Where nothing asked for the session, nothing in the response depends on it."""
    session = request.session
    return session.accessed and (request.user.is_authenticated or GUEST in session)


class SecondFactorMiddleware:
    """Leads whoever holds an office, and has not given the second factor that it needs, to where one is set up.

    From every address but those in ``OPEN``: what the setting up itself needs, and what anyone may know.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        # Who has no session holds no office, and need not be looked up.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or _name_of(request) in OPEN:
            return None
        if request.reader.lacks_second_factor:  # type: ignore[attr-defined]
            return redirect("second_factor")
        return None


def _name_of(request: HttpRequest) -> str | None:
    return request.resolver_match.url_name if request.resolver_match else None
