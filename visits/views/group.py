"""The list of working groups, and the page of one with its meetings."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.models import Forum, Group
from members.permissions import may_prepare
from members.requests import ReaderRequest
from members.standing_in_group import noting_request, place_of
from portal.lib import kept
from portal.lib.policies import everyone
from visits import moments
from visits.listing import with_hosts_and_groups
from visits.maps import map_of_group
from visits.models import Meeting

MEETINGS_SHOWN = 20


@everyone
@kept.kept
@require_safe
def groups(request: ReaderRequest) -> HttpResponse:
    every = Group.objects.with_forum_names()
    context = {
        "open_groups": every.open(),
        "closed_groups": every.closed(),
        "forums": Forum.objects.all(),
    }
    return render(request, "visits/group/groups.html", context)


@everyone
@kept.kept
@require_safe
def group(request: ReaderRequest, slug: str) -> HttpResponse:
    reader = request.reader
    groups = Group.objects.with_forum_names().select_related("staff_contact")
    shown = get_object_or_404(noting_request(groups, reader), slug=slug)
    kept.until(request, moments.of_group(shown))
    listed = Meeting.objects.listed_for(reader).of_group(shown).for_lists()
    upcoming, past = with_hosts_and_groups(
        listed.upcoming()[:MEETINGS_SHOWN], listed.past()[:MEETINGS_SHOWN]
    )
    context = {
        "group": shown,
        "mandates": shown.mandates.current().with_holders(),
        "years": shown.years.all(),
        "map": map_of_group(upcoming, past),
        "upcoming": upcoming,
        "past": past,
        "documents": shown.documents.rows_for(reader),
        "members": shown.posts_of_members() if reader.is_member else None,
        "place": place_of(reader, shown),
        "is_prepared": may_prepare(reader, shown),
    }
    return render(request, "visits/group/group.html", context)
