"""What every template knows: the network."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def network(request: HttpRequest) -> dict[str, Any]:
    """``network`` and, where the request met our middleware, its ``reader``."""
    return {"network": network_texts(), "reader": getattr(request, "reader", None)}


def network_texts() -> dict[str, Any]:
    return {
        "name": settings.NETWORK_NAME,
        "tagline": settings.NETWORK_TAGLINE,
        "email": settings.NETWORK_EMAIL,
        "address": settings.NETWORK_ADDRESS,
        "is_demo": settings.DEMO,
    }
