"""What leads on from one's own registration: its entry for one's calendar, and the meeting's pages that one may open."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.reader import Reader
from members.requests import ReaderRequest
from portal.lib import ical
from portal.lib.policies import everyone
from visits.models import Meeting, PracticalPart, Release
from visits.registration.calendar_entry import is_given
from visits.registration.letter import Letter
from visits.registration.seen import seats_seen
from visits.views.own_registration import known_first, open_living


@everyone
@known_first
@never_cache
@require_safe
def registration_calendar(request: ReaderRequest, slug: str) -> HttpResponse:
    """The file that came with the mail, for who has a seat; as the mail it has no address that lets in."""
    registration = open_living(request.reader, slug)
    if registration is None or not is_given(registration):
        return redirect("register", slug)
    entry = Letter(registration, seats_seen(registration.meeting)).invitation
    if entry is None:
        return redirect("register", slug)
    disposition = {"Content-Disposition": f'attachment; filename="{slug}.ics"'}
    return HttpResponse(entry.content, content_type=ical.CONTENT_TYPE, headers=disposition)


def pages_beside(reader: Reader, meeting: Meeting) -> list[str]:
    """Of agenda and practical information those that there are and that this reader may open, in one query."""
    here = OuterRef("pk")
    parts = PracticalPart.objects.openable_by(reader).filter(meeting=here)
    releases = Release.objects.filter(meeting=here)
    found = Meeting.objects.openable_by(reader).filter(pk=meeting.pk)
    has = found.values_list(Exists(parts), Exists(releases)).first() or ()
    return [name for name, is_there in zip(("practical", "agenda"), has, strict=False) if is_there]
