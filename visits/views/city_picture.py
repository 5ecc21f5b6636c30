"""A city's crest or picture, which is on public pages."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from members.models import CityPicture
from members.requests import ReaderRequest
from portal.lib import http
from portal.lib.policies import everyone


@everyone
@require_safe
def city_picture(request: ReaderRequest, slug: str) -> HttpResponseBase:
    """In the width that is asked for by ``?width=``, else the large one; its address names its content besides."""
    width = CityPicture.Width.LARGE
    if request.GET.get("width") == str(CityPicture.Width.SMALL):
        width = CityPicture.Width.SMALL
    picture = CityPicture.objects.filter(city__slug=slug, width=width).first()
    if picture is None:
        raise Http404
    stored = http.StoredFile(
        stored_name=str(picture.file.name),
        filename=f"{slug}.webp",
        content_type="image/webp",
        size=picture.size,
        sha256=picture.sha256,
        is_shown=True,
    )
    try:
        return http.respond_with_file(request, stored)
    except FileNotFoundError as error:
        raise Http404 from error
