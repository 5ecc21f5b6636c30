"""What every response says beyond what Django's own middleware writes, and what strangers get who must log in first."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from members.reading import LoginFirst
from portal.given_back import give_back
from portal.lib import features


class PermissionsPolicyMiddleware:
    """Switches off what a browser could do for a page, but for what the page itself asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", features.policy())
        return response


class LoginMiddleware(LoginRequiredMiddleware):
    """Leads strangers to the login, and back; whoever typed something before the session ended is given it back."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        led: HttpResponseBase | None = super().process_view(
            request, view_func, view_args, view_kwargs
        )
        return led and (give_back(request) or led)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """The same where a view itself finds that a stranger has to log in first."""
        if isinstance(exception, LoginFirst):
            back_to = exception.back_to or request.get_full_path()
            return give_back(request) or redirect_to_login(back_to)
        return None
