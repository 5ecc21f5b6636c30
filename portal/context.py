"""What every template knows: the network."""

from typing import Any

from django.http import HttpRequest

from portal.lib import site


def network(request: HttpRequest) -> dict[str, Any]:
    """``network`` and, where the request met our middleware, its ``reader``."""
    return {"network": site.network(), "reader": getattr(request, "reader", None)}
