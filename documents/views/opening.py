"""How every address of one document opens it, for whom documents/access.py lets have it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from documents import access
from documents.models import Document
from members.reading import LoginFirst
from members.requests import ReaderRequest

DocumentView = Callable[..., HttpResponseBase]


def opens_document(view: DocumentView) -> DocumentView:
    """The view gets the document, or its reader the refusal; a stranger logs in and comes to the document's page."""

    @wraps(view)
    def opened(request: ReaderRequest, document_id: int, **kwargs: Any) -> HttpResponseBase:
        match access.decide(document_id=document_id, reader=request.reader):
            case access.Openable(document):
                return view(request, document, **kwargs)
            case access.LoginFirst():
                raise LoginFirst(back_to=Document(pk=document_id).get_absolute_url())
            case access.Forbidden(reason, listed):
                context = {"reason": reason.label, "document": listed}
                return render(request, "documents/document/forbidden.html", context, status=403)
            case access.NotFound():
                raise Http404

    return opened
