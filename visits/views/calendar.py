"""Calendars of many meetings, and of one agenda.

Calendar programs do not log in: the calendars of many meetings hold what a stranger is shown, whoever fetches them.
"""

from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.models import Forum, Group
from members.reader import STRANGER
from members.requests import ReaderRequest
from portal.lib import ical, site
from portal.lib.feeds import respond_with_feed
from portal.lib.kept import kept
from portal.lib.policies import everyone
from visits.feeds import events
from visits.listing import with_hosts_and_groups
from visits.models import Meeting
from visits.models.reading import MeetingQuerySet
from visits.views.opening import open_meeting


@everyone
@kept
@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """All meetings, or those of the forum that ``?forum=<slug>`` names."""
    listed = Meeting.objects.listed_for(STRANGER)
    page = reverse("meetings")
    if slug := request.GET.get("forum"):
        forum = get_object_or_404(Forum, slug=slugify(slug))
        name = _("%(network)s: forum %(forum)s") % {
            "network": settings.NETWORK_NAME,
            "forum": forum.name,
        }
        return _of_meetings(request, listed.of_forum(forum), name=name, page=page)
    return _of_meetings(request, listed, name=settings.NETWORK_NAME, page=page)


@everyone
@kept
@require_safe
def group_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    group = get_object_or_404(Group, slug=slug)
    listed = Meeting.objects.listed_for(STRANGER).of_group(group)
    name = f"{settings.NETWORK_NAME}: {group.name}"
    return _of_meetings(request, listed, name=name, page=group.get_absolute_url())


def _of_meetings(
    request: HttpRequest, listed: MeetingQuerySet, *, name: str, page: str
) -> HttpResponseBase:
    """What comes, and what was since the first day of last year: long enough to look back, and never without end."""
    since = date(timezone.localdate().year - 1, 1, 1)
    shown = listed.with_days().not_over_on(since).for_lists().order_by("pk")
    (meetings,) = with_hosts_and_groups(shown)
    content = ical.calendar(name=name, url=site.absolute(page), events=events.of_meetings(meetings))
    return respond_with_feed(
        request,
        content,
        content_type=ical.CONTENT_TYPE,
        changed_at=max((meeting.changed_at for meeting in meetings), default=None),
    )


@everyone
@kept
@require_safe
def agenda_calendar(request: ReaderRequest, slug: str) -> HttpResponseBase:
    """The latest release, item by item; empty until there is one, so that who subscribed early is told then."""
    meeting = open_meeting(request.reader, slug)
    content = ical.calendar(
        name=meeting.title,
        url=site.absolute(reverse("agenda", args=[slug])),
        events=events.of_agenda(meeting, meeting.releases.all()),
        zone=meeting.zone,
    )
    return respond_with_feed(
        request,
        content,
        content_type=ical.CONTENT_TYPE,
        changed_at=meeting.changed_at,
        is_public=meeting.is_open_to_all,  # type: ignore[attr-defined]
        filename=f"{slug}.ics",
    )
