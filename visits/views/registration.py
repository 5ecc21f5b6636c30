"""Registering for a meeting, and one's own registration."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.reading import LoginFirst
from members.requests import ReaderRequest
from portal.lib.policies import everyone
from visits.models import Registration
from visits.registration.standing import is_own
from visits.registration.window import settings_of, why_closed
from visits.views.opening import open_meeting


@everyone
@require_safe
def register(request: ReaderRequest, slug: str) -> HttpResponse:
    """What the reader asked for, and how it stands; whether one can register."""
    meeting = open_meeting(request.reader, slug)
    if not request.reader.is_known:
        raise LoginFirst
    found = Registration.objects.living().filter(meeting=meeting).select_related("meeting")
    context = {
        "meeting": meeting,
        "registration": next((one for one in found if is_own(request.reader, one)), None),
        "closed": why_closed(meeting, settings_of(meeting)),
    }
    return render(request, "visits/registration/register.html", context)


@everyone
@require_safe
def registration_link(request: ReaderRequest, slug: str, link: str) -> HttpResponse:
    """A signed link: opens the one registration for who has no account."""
    return register(request, slug)
