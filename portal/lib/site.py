"""The network's own words, and its portal's address as it stands in what leaves it: mails, calendars, feeds, papers."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


def network() -> dict[str, Any]:
    """What templates say of the network."""
    return {
        "name": settings.NETWORK_NAME,
        "tagline": settings.NETWORK_TAGLINE,
        "email": settings.NETWORK_EMAIL,
        "address": settings.NETWORK_ADDRESS,
        "is_demo": settings.DEMO,
        "login_provider": settings.OIDC_NAME if settings.OIDC_SERVER_URL else "",
    }


def absolute(path: str) -> str:
    """The whole address of a page."""
    return f"{settings.SITE_URL}{path}"


def host() -> str:
    """The name by which what leaves the portal is told from everything else in the world."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def subscription(path: str) -> str:
    """The address of a calendar for a calendar program, which fetches it again and again: a download is a copy once."""
    return f"webcal://{urlsplit(settings.SITE_URL).netloc}{path}"
