"""The history of a meeting: who did what and when, and which words that changed."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.acts import Act, acts_on, sittings
from portal.lib.policies import preparers
from visits.acts_in_words import is_agenda, said
from visits.listing import with_hosts_and_groups
from visits.manage.opening import open_prepared
from visits.versions import KINDS, own_versions


@dataclass(frozen=True)
class Piece:
    """One act, or several on the agenda at one sitting."""

    acts: list[Act]

    @property
    def first(self) -> Act:
        """The one that was done last, which the list shows first."""
        return self.acts[0]

    @property
    def earliest(self) -> Act:
        return self.acts[-1]

    @property
    def is_many(self) -> bool:
        return len(self.acts) > 1

    @cached_property
    def told(self) -> list[tuple[str, Act]]:
        return [(said(act), act) for act in self.acts]


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
        "pieces": [Piece(acts) for acts in sittings(acts, is_agenda)],
    }
    return render(request, "visits/manage/history/history.html", context)
