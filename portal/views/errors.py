"""Pages for what went wrong where no view answers.

Most are made of nothing but the settings: the database or the context may be what failed. For 403 and 404, which are
answers, templates/403.html and templates/404.html have the whole page around them.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import page_not_found

from portal.given_back import give_back, show_typed
from portal.lib import site


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent made no sense; or it was larger than anything that is read, which is said."""
    is_too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return _bare("400.html", status=400, is_too_large=is_too_large)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form came without the token that belongs to the visitor's cookie, or without the cookie.

    So do forms that were open while one logged in again in another window: what was typed is given back.
    """
    return give_back(request) or _bare("403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such thing; where somebody wrote about it and it went meanwhile, what was written is shown."""
    return show_typed(request) or page_not_found(request, exception)


def server_error(_request: HttpRequest) -> HttpResponse:
    return _bare("500.html", status=500)


def _bare(name: str, *, status: int, **more: bool) -> HttpResponse:
    context = {"network": site.network(), "language": settings.LANGUAGE_CODE, **more}
    return HttpResponse(render_to_string(name, context), status=status)
