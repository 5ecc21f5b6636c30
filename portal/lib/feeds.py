"""Answering with what programs fetch again and again: calendars, news, sitemaps."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from portal.lib import files

KEPT_FOR_SECONDS = 300


def respond_with_feed(
    request: HttpRequest,
    content: bytes,
    *,
    content_type: str,
    changed_at: datetime | None,
    is_public: bool = True,
    filename: str = "",
) -> HttpResponseBase:
    """The answer to GET or HEAD with ``content``, or that it is unchanged.

    Only its ETag decides that: what is no longer listed leaves a feed without making anything in it newer.
    ``filename`` is the name under which a browser keeps it.
    """
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()}"'
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    if filename:
        response["Content-Disposition"] = files.disposition(filename)
    if is_public:
        patch_cache_control(response, public=True, max_age=KEPT_FOR_SECONDS)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
