"""Answering with a printed paper. Whoever calls has decided that this reader may read what is on it."""

import os
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from portal.lib import files, http
from portal.lib.pdf.kept import open_printed
from portal.lib.pdf.paper import Paper
from portal.lib.pdf.turns import BusyError

RETRY_AFTER_SECONDS = 5


def respond_with_paper(
    request: HttpRequest, paper: Paper, *, filename: str, is_for_anyone: bool
) -> HttpResponseBase:
    """The answer to GET or HEAD: the PDF to be looked at, 304, or 503 when too many ask for too much at once.

    ``is_for_anyone`` says that a stranger gets the same; else nobody may keep it but the reader's own browser.
    """
    etag = f'"{paper.key}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = _whole(request, paper)
        except BusyError:
            return _busy(request)
    response["ETag"] = etag
    response["Content-Type"] = "application/pdf"
    response["Content-Disposition"] = files.disposition(filename, inline=True)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-cache" if is_for_anyone else "private, no-cache"
    return response


def _whole(request: HttpRequest, paper: Paper) -> HttpResponseBase:
    if request.method == "HEAD":
        # Nothing is printed for who only looks at the headers.
        return HttpResponse()
    # A request that waits for the printer must not hold a connection that a page could use.
    http.give_back_connections()
    file = open_printed(paper)
    size = os.fstat(file.fileno()).st_size
    response = http.FileResponse(files.FilePart(file, 0, size), status=HTTPStatus.OK)
    response["Content-Length"] = str(size)
    return response


def _busy(request: HttpRequest) -> HttpResponse:
    response = render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
