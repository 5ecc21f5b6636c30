"""Each request knows its reader, and a stranger who must log in first is led there and back."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from members.reader import reader_of
from members.reading import LoginFirst


class ReaderMiddleware:
    """Sets ``request.reader``, found out when it is first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: reader_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, LoginFirst):
            return redirect_to_login(exception.back_to or request.get_full_path())
        return None
