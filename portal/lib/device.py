"""What browsers keep of ours on a device, beside cookies, and how it goes when somebody logs out."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from django.http import HttpRequest

# What the names in local storage begin with under which static/js/autosave.js keeps texts.
TEXTS: Final = "text:"

View = TypeVar("View", bound=Callable[..., Any])


def emptied(view: View) -> View:
    """Once the view below has done what it was posted for, the browser forgets what pages of ours keep on the device.

    Cookies are not meant, nor copies of pages: the one are the session's, the other are asked for anew each time.
    """

    @wraps(view)
    def emptying(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    return cast("View", emptying)
