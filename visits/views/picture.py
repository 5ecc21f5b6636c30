"""A picture of a text, for whoever may read a text that shows it."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from members.reading import open_or_refuse
from members.requests import ReaderRequest
from portal.lib import http
from portal.lib.policies import everyone
from visits.models import Picture, PictureFile


@everyone
@require_safe
def picture(request: ReaderRequest, picture_id: int, width: int, form: str) -> HttpResponseBase:
    """In one of the widths and formats in which it is drawn; what an address shows never changes."""
    shown = open_or_refuse(Picture.objects.all(), request.reader, pk=picture_id)
    file = PictureFile.objects.filter(picture=shown, width=width, format=form).first()
    if file is None:
        raise Http404
    stored = http.StoredFile(
        stored_name=str(file.file.name),
        filename=f"picture-{shown.pk}.{form}",
        content_type=f"image/{form}",
        size=file.size,
        sha256=file.sha256,
        is_shown=True,
    )
    try:
        return http.respond_with_file(request, stored)
    except FileNotFoundError as error:
        raise Http404 from error
