"""Who takes part in a meeting."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import everyone
from visits.participants import Participants
from visits.views.opening import open_meeting


@everyone
@never_cache
@require_safe
def participants(request: ReaderRequest, slug: str) -> HttpResponse:
    """The cities for everyone who opens the meeting's page; the names for those whom its list is for."""
    meeting = open_meeting(request.reader, slug)
    context = {"meeting": meeting, "participants": Participants(meeting, request.reader)}
    return render(request, "visits/participants/participants.html", context)
