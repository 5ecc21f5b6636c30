"""A meeting's agenda, as it was last released."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.kept import kept
from portal.lib.pages import Sheet, respond
from portal.lib.parts import Making
from portal.lib.policies import everyone
from visits import moments
from visits.agenda import Agenda
from visits.agenda_changes import changes
from visits.editing import edits_of
from visits.models import Release
from visits.shown import Shown, documents_as_shown, meetings_as_shown, shown_to


@everyone
@kept
@require_safe
def agenda(request: ReaderRequest, slug: str) -> HttpResponse:
    """The latest release, with what changed since the one before; or that there is none yet."""
    return respond(request, _agenda, shown_to(request.reader, slug))


def _agenda(making: Making, shown: Shown) -> Sheet:
    meeting, _following, _previous = meetings_as_shown(shown)
    making.ends_by(moments.of_meeting(meeting))
    latest = list(meeting.releases.all()[:2])
    documents = defaultdict(list)
    for document in documents_as_shown(shown) if latest else ():
        documents[document.item_id].append(document)
    context = {
        "meeting": meeting,
        "documents": documents,
        "edits": edits_of(meeting),
        **_released(latest),
    }
    return Sheet("visits/agenda/agenda.html", context)


def _released(latest: list[Release]) -> dict[str, Any]:
    """The latest release, read, and the sentences about what changed since the one before."""
    if not latest:
        return {"release": None}
    read = [Agenda.of(release) for release in latest]
    sentences = changes(read[1], read[0]) if len(read) == 2 else []
    return {"release": latest[0], "agenda": read[0], "changes": sentences}
