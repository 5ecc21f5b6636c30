"""Who may come to a view at all. What they then see there is decided by the reading rules.

Every view bears exactly one of these, named in its ``policy``; portal/checks.py refuses to start with one that has none.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., Any])


def everyone(view: View) -> View:
    """Anyone may come, signed in or not."""
    return _marked(login_not_required(view), "everyone")


def signed_in(view: View) -> View:
    """Others are led to the login, and back."""
    return _marked(view, "signed_in")


def staff(view: View) -> View:
    """Staff and administrators who gave what their office asks of them; others who are signed in are refused."""
    return _marked(_refusing(view, "is_staff"), "staff")


def administrators(view: View) -> View:
    """Administrators alone."""
    return _marked(_refusing(view, "is_administrator"), "administrators")


def coordinators(view: View) -> View:
    """Those who decide for a member city today. For which one, the view asks."""
    return _marked(_refusing(view, "coordinated_city_ids"), "coordinators")


def preparers(view: View) -> View:
    """Whoever prepares something at the desk: staff, chairs, organisers. Which pages of it, the view asks."""
    return _marked(_refusing(view, "prepares"), "preparers")


def _refusing(view: View, standing: str) -> View:
    """``view`` behind a 403 for readers who have not this standing; strangers are led to the login before it."""

    @wraps(view)
    def refusing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(request.reader, standing):  # type: ignore[attr-defined]
            raise PermissionDenied
        response: HttpResponseBase = view(request, *args, **kwargs)
        return response

    return cast("View", refusing)


def _marked(view: View, policy: str) -> View:
    view.policy = policy  # type: ignore[attr-defined]
    return view
