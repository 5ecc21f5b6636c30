"""Who may come to a view at all. What they then see there is decided by the reading rules.

Every view bears exactly one of these, named in its ``policy``; portal/checks.py refuses to start with one that has none.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required

View = TypeVar("View", bound=Callable[..., Any])


def everyone(view: View) -> View:
    """Anyone may come, signed in or not."""
    return _marked(login_not_required(view), "everyone")


def signed_in(view: View) -> View:
    """Others are led to the login, and back."""
    return _marked(view, "signed_in")


def _marked(view: View, policy: str) -> View:
    view.policy = policy  # type: ignore[attr-defined]
    return view
