"""What every response says, beyond what Django's own middleware writes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from portal.lib import features


class PermissionsPolicyMiddleware:
    """Switches off what a browser could do for a page, but for what the page itself asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", features.policy())
        return response
