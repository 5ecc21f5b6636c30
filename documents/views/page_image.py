"""The picture of a page, for whom documents/access.py lets have the document's bytes. Looking is no download."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from documents import access
from documents.models import Document, PageImage
from documents.views.document import refusal
from members.reading import LoginFirst
from members.requests import ReaderRequest
from portal.lib import http
from portal.lib.policies import everyone


@everyone
@require_safe
def page_image(
    request: ReaderRequest, document_id: int, version: int, page: int, width: int
) -> HttpResponseBase:
    """Of the current version or an earlier one, by the same rule; a stranger logs in and comes to the page."""
    match access.decide(document_id=document_id, reader=request.reader):
        case access.Openable(document):
            image = get_object_or_404(
                PageImage,
                page__version__document=document,
                page__version__number=version,
                page__number=page,
                width=width,
            )
            return _bytes(request, image, f"{document.title} {page}.webp")
        case access.LoginFirst():
            raise LoginFirst(back_to=Document(pk=document_id).get_absolute_url())
        case access.Forbidden(reason, listed):
            return refusal(request, reason, listed)
        case access.NotFound():
            raise Http404


def _bytes(request: ReaderRequest, image: PageImage, filename: str) -> HttpResponseBase:
    stored = http.StoredFile(
        stored_name=str(image.file.name),
        filename=filename,
        content_type="image/webp",
        size=image.size,
        sha256=image.sha256,
        is_shown=True,
    )
    try:
        return http.respond_with_file(request, stored)
    except FileNotFoundError as error:
        raise Http404 from error
