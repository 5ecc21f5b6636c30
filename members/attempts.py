"""How attempts are counted that name an address: from one place, and from everywhere.

From one place few are allowed. From everywhere many more are, so that nobody keeps another out of the portal by
failing in that one's name, while guessing from many places at once still comes to an end.
"""

from typing import Any, Final

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# Under which the limits of portal/account_settings.py are counted.
APP: Final = "allauth.account"


def from_here(request: HttpRequest, key: str) -> str:
    """``key`` together with where the request comes from."""
    return f"{key} {ratelimit.get_ip(request)}"


def consume(request: HttpRequest, *, action: str, key: str) -> bool:
    """Count one attempt, both ways; whether it is allowed."""
    here = ratelimit.consume(request, app=APP, action=action, key=from_here(request, key))
    return bool(here and everywhere(request, action=action, key=key))


def everywhere(request: HttpRequest, *, action: str, key: str) -> Any:
    """Count one attempt wherever it comes from: what was counted, or none when there were too many."""
    return ratelimit.consume(request, app=APP, action=f"{action}_everywhere", key=key)


def forget(request: HttpRequest, *, action: str, key: str) -> None:
    """What was counted here is forgiven."""
    ratelimit.clear(request, app=APP, action=action, key=from_here(request, key))
