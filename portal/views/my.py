"""My own page: the meetings that are mine, my groups and posts, and what I can set."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.models import Group
from members.reader import Reader
from members.requests import ReaderRequest
from portal.lib.policies import signed_in
from visits.listing import with_hosts_and_groups
from visits.models import Meeting
from visits.parts import Part

MEETINGS_SHOWN = 20


@signed_in
@never_cache
@require_safe
def my(request: ReaderRequest) -> HttpResponse:
    reader = request.reader
    coming = Meeting.objects.listed_for(reader).concerning(reader).for_lists().upcoming()
    (meetings,) = with_hosts_and_groups(coming[:MEETINGS_SHOWN])
    context = {
        "posts": reader.posts,
        "parts": [_part(meeting, reader) for meeting in meetings],
        "groups": Group.objects.filter(pk__in=reader.group_ids),
        "chaired": reader.chaired_group_ids,
    }
    return render(request, "portal/my/my.html", context)


def _part(meeting: Meeting, reader: Reader) -> Part:
    """Why the meeting is on the page."""
    for way, meetings in (
        ("organises", reader.organised_meeting_ids),
        ("speaks", reader.speaking_meeting_ids),
        ("attends", reader.joined_meeting_ids),
    ):
        if meeting.pk in meetings:
            return Part(meeting, way)
    return Part(meeting, "belongs")
