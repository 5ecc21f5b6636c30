"""What every template knows: the network."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.lib import site


def network(request: HttpRequest) -> dict[str, Any]:
    """``network``, the page's ``path`` and, where the request met our middleware, its ``reader``."""
    reader = getattr(request, "reader", None)
    return {
        "network": site.network(),
        "path": request.path,
        "reader": reader,
        "is_signed_in": SimpleLazyObject(lambda: reader is not None and reader.is_signed_in),
    }
