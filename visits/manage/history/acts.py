"""The history of a meeting: who did what and when, and which words that changed."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.acts import acts_on, sittings
from portal.lib.policies import preparers
from visits.acts_in_words import is_agenda, said
from visits.listing import with_hosts_and_groups
from visits.manage.opening import open_prepared
from visits.versions import KINDS, own_versions


@preparers
@never_cache
@require_safe
def history(request: ReaderRequest, slug: str) -> HttpResponse:
    ((meeting,),) = with_hosts_and_groups([open_prepared(request.reader, slug)])
    page, acts = acts_on(meeting, KINDS, partial(own_versions, meeting), request.GET.get("page"))
    context: dict[str, Any] = {
        "meeting": meeting,
        "owner": meeting,
        "version_address": "manage_history_version",
        "moment_address": "manage_history_moment",
        "tab": "history",
        "page": page,
        "pieces": sittings(acts, is_agenda, said),
    }
    return render(request, "visits/manage/history/history.html", context)
