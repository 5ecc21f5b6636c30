"""The desk's list of meetings: those its reader prepares, with how much of each is there."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.models import Meeting
from visits.models.reading import MeetingQuerySet

A_PAGE: Final = 40
COMING, DRAFTS, PAST = "coming", "drafts", "past"
WHICH: Final = {COMING: _("Coming"), DRAFTS: _("Drafts"), PAST: _("Past")}


@preparers
@require_safe
def meetings(request: ReaderRequest) -> HttpResponse:
    """``?q=`` looks among all of them; without it ``?which=`` says which are shown."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    which = request.GET.get("which", COMING)
    which = which if which in WHICH else COMING
    prepared = Meeting.objects.prepared_by(request.reader)
    found = prepared.looked_for(words).latest_first() if words else _which(prepared, which)
    listed = found.with_numbers().with_host_names().select_related("lead_group")
    context = {
        "page": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "which": "" if words else which,
        "kinds": WHICH.items(),
    }
    return render(request, "visits/manage/meetings.html", context)


def _which(prepared: MeetingQuerySet, which: str) -> MeetingQuerySet:
    today = timezone.localdate()
    if which == PAST:
        return prepared.past(today)
    if which == DRAFTS:
        return prepared.drafts().latest_first()
    return prepared.upcoming(today)
