"""What a browser may do for a page: nothing that the page does not ask for."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

View = TypeVar("View", bound=Callable[..., Any])

# Nothing of this is used by any page but for those that open it for themselves.
FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


def policy(*opened: str) -> str:
    """A Permissions-Policy with all of it off, but for what is *opened* to our own pages."""
    return ", ".join(
        f"{feature}=(self)" if feature in opened else f"{feature}=()" for feature in FEATURES
    )


def opens(*opened: str) -> Callable[[View], View]:
    """The pages of the view below may use what is *opened*."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opening(*args: Any, **kwargs: Any) -> Any:
            response = view(*args, **kwargs)
            response.headers["Permissions-Policy"] = policy(*opened)
            return response

        return cast("View", opening)

    return decorate
