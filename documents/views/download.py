"""A document's bytes, for whom documents/access.py lets have them."""

import logging

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.actions.download import record_download
from documents.models import Document, DocumentVersion
from documents.views.opening import opens_document
from members.requests import ReaderRequest
from portal.lib import http
from portal.lib.policies import everyone

log = logging.getLogger(__name__)


@everyone
@require_safe
@opens_document
def download(request: ReaderRequest, document: Document) -> HttpResponseBase:
    """The current version's file, or the way to what it links to."""
    if document.link:
        return HttpResponseRedirect(document.link)
    if document.current is None:
        return _missing(request, document)
    try:
        return _bytes(request, document.current)
    except FileNotFoundError:
        log.exception("The file of version %d is gone.", document.current.pk)
        return _missing(request, document)


def _bytes(request: ReaderRequest, version: DocumentVersion) -> HttpResponseBase:
    stored = stored_file(version)
    response = http.respond_with_file(request, stored)
    first_byte = http.first_byte(request, response, stored)
    if first_byte is not None:
        record_download(version=version, by=request.reader, first_byte=first_byte)
    return response


def _missing(request: ReaderRequest, document: Document) -> HttpResponse:
    return render(request, "documents/document/missing.html", {"document": document}, status=404)


def stored_file(version: DocumentVersion) -> http.StoredFile:
    return http.StoredFile(
        stored_name=str(version.file.name),
        filename=version.file_name,
        content_type=version.content_type,
        size=version.size,
        sha256=version.sha256,
    )
