"""A document's page: what it is, its slides to look at, and the way to its bytes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.models import Document
from documents.viewer import slides_of
from documents.views.opening import opens_document
from members.requests import ReaderRequest
from portal.lib import features
from portal.lib.policies import everyone


@everyone
@require_safe
@opens_document
def document(request: ReaderRequest, document: Document) -> HttpResponse:
    version = document.current
    if version is None or not version.is_ready:
        return _page(request, document=document, version=version)
    response = _page(request, document=document, version=version, slides=slides_of(version))
    response["Permissions-Policy"] = features.policy("fullscreen")
    return response


def _page(request: ReaderRequest, **context: object) -> HttpResponse:
    return render(request, "documents/document/document.html", context)
