"""A document's page: what it is, its slides to look at, and the way to its bytes."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents import access
from documents.models import Document
from documents.viewer import slides_of
from members.reading import LoginFirst
from members.requests import ReaderRequest
from portal.lib import features
from portal.lib.policies import everyone


@everyone
@require_safe
def document(request: ReaderRequest, document_id: int) -> HttpResponse:
    """The page; for a stranger who may know of the document, the same with a lock instead of the button."""
    match access.decide(document_id=document_id, reader=request.reader):
        case access.Openable(found):
            return _opened(request, found)
        case access.LoginFirst(listed) if listed:
            return _page(request, document=listed, version=listed.current, is_locked=True)
        case access.LoginFirst():
            raise LoginFirst
        case access.Forbidden(reason, listed):
            return refusal(request, reason, listed)
        case access.NotFound():
            raise Http404


def refusal(request: ReaderRequest, reason: access.Reason, listed: Document | None) -> HttpResponse:
    """Why not, and what to do; the document is named to those who may know of it."""
    context = {"reason": reason.label, "document": listed}
    return render(request, "documents/document/forbidden.html", context, status=403)


def _opened(request: ReaderRequest, document: Document) -> HttpResponse:
    version = document.current
    if version is None or not version.is_ready:
        return _page(request, document=document, version=version)
    response = _page(request, document=document, version=version, slides=slides_of(version))
    response["Permissions-Policy"] = features.policy("fullscreen")
    return response


def _page(request: ReaderRequest, **context: object) -> HttpResponse:
    return render(request, "documents/document/document.html", {"is_locked": False, **context})
