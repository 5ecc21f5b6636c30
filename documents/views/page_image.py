"""The picture of a page, for whom documents/access.py lets have the document's bytes. Looking is no download."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from documents.models import Document, PageImage
from documents.views.opening import opens_document
from members.requests import ReaderRequest
from portal.lib import http
from portal.lib.policies import everyone


@everyone
@require_safe
@opens_document
def page_image(
    request: ReaderRequest, document: Document, version: int, page: int, width: int
) -> HttpResponseBase:
    """Of the current version or an earlier one, by the same rule."""
    image = get_object_or_404(
        PageImage,
        page__version__document=document,
        page__version__number=version,
        page__number=page,
        width=width,
    )
    return _bytes(request, image, f"{document.title} {page}.webp")


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
