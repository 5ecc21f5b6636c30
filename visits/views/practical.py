"""A meeting's practical information."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.kept import kept
from portal.lib.policies import everyone
from visits.editing import edits_of
from visits.models import PracticalPart
from visits.views.opening import open_meeting


@everyone
@kept
@require_safe
def practical(request: ReaderRequest, slug: str) -> HttpResponse:
    """The parts this reader may read, and whether participants read more."""
    meeting = open_meeting(request.reader, slug)
    every = meeting.practical_parts.all()
    parts = list(PracticalPart.objects.filter(pk__in=every).openable_by(request.reader))
    context = {
        "meeting": meeting,
        "parts": parts,
        "has_more": every.count() > len(parts),
        "edits": edits_of(meeting),
    }
    return render(request, "visits/practical/practical.html", context)
