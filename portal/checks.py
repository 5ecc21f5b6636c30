"""What must be true of the portal's code before it starts: every address says who may come."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

# Views of packages, which mark themselves `login_not_required` or stand behind the login middleware.
THIRD_PARTIES = ("allauth.",)


@register(Tags.urls)
def check_policies(**_: Any) -> list[CheckMessage]:
    """Every view of ours bears a policy, so that none is reachable by oversight."""
    return [
        Error(
            f"The view {view.__module__}.{getattr(view, '__name__', view)} at {address!r} has no policy.",
            hint="Decorate it with @everyone or @signed_in from portal/lib/policies.py.",
            id="portal.E001",
        )
        for address, view in addresses(get_resolver().url_patterns)
        if not hasattr(view, "policy") and not view.__module__.startswith(THIRD_PARTIES)
    ]


def addresses(
    patterns: Sequence[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    """Each address of the portal, as its pattern is written, with the view behind it."""
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        else:
            yield address, pattern.callback
