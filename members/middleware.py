"""Each request knows its reader, what a person reads is kept for that one alone, and a stranger who must log in first
is led there and back."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from members.reader import reader_of
from members.reading import LoginFirst
from portal.lib.parts import FRESH, Content, shelf


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
        if isinstance(exception, LoginFirst):
            return redirect_to_login(exception.back_to or request.get_full_path())
        return None


def _is_personal(request: HttpRequest) -> bool:
    """Made for someone signed in. Where nothing asked for the session, nothing in the response depends on it."""
    return request.session.accessed and request.user.is_authenticated
