"""A text of a meeting's page, edited in its place on that page, or on a page of its own."""

from functools import partial
from typing import Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.requests import ReaderRequest
from portal.lib import writing
from portal.lib.autosaves import Place
from portal.lib.policies import preparers
from portal.lib.writing import Writing
from visits.actions.texts import write_text
from visits.manage.opening import open_prepared
from visits.pictures import pictures_of

LABELS: Final = {"introduction": _("Introduction"), "report": _("Report")}


@preparers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: ReaderRequest, slug: str, field: str) -> HttpResponse:
    """Asked for from the public page it is the form alone, to stand where the text stood."""
    meeting = open_prepared(request.reader, slug)
    if field not in LABELS:
        raise Http404
    is_in_place = bool(request.htmx)
    at_hand = Writing(
        place=Place.of(meeting, field),
        label=str(LABELS[field]),
        stands=getattr(meeting, field),
        address=reverse("manage_text", args=[slug, field]),
        back=f"{meeting.get_absolute_url()}#{field}",
        template=f"visits/manage/texts/{'_in_place' if is_in_place else 'text'}.html",
        context={"meeting": meeting, "anchor": field},
        pictures=pictures_of(meeting),
    )

    return writing.respond(request, at_hand, partial(write_text, meeting=meeting, field=field))
