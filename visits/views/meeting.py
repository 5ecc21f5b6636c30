"""The list of meetings, and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib import kept
from portal.lib.policies import everyone
from visits import moments
from visits.agenda import Agenda
from visits.feeds import schema
from visits.forms import MeetingFilter
from visits.listing import by_month, visiting_cities, with_hosts_and_groups
from visits.maps import map_of_meeting
from visits.models import Meeting
from visits.neighbours import next_of, previous_of
from visits.views.opening import open_meeting

UPCOMING_A_PAGE = 30
# On the list of what comes, the latest year is only begun; its own page has all of it.
PAST_AT_THE_END = 10


@everyone
@kept.kept
@require_safe
def meetings(request: ReaderRequest) -> HttpResponse:
    """What comes, by month, and the beginning of what was; or all of one past year."""
    asked = MeetingFilter(request.GET, listed=Meeting.objects.listed_for(request.reader))
    if year := asked.year_asked:
        return _past_year(request, asked, year)
    return _upcoming(request, asked)


def _past_year(request: ReaderRequest, asked: MeetingFilter, year: int) -> HttpResponse:
    past = asked.narrowed().past().of_year(year).for_lists()
    (rows,) = with_hosts_and_groups(past)
    context = {"filter": asked, "year": year, "past": rows, "query": _query(request)}
    return render(request, "visits/meeting/past.html", context)


def _upcoming(request: ReaderRequest, asked: MeetingFilter) -> HttpResponse:
    found = asked.narrowed().for_lists()
    page = Paginator(found.upcoming(), UPCOMING_A_PAGE).get_page(request.GET.get("page"))
    upcoming, past = with_hosts_and_groups(page.object_list, found.past()[:PAST_AT_THE_END])
    context = {
        "filter": asked,
        "page": page,
        "months": by_month(upcoming),
        "past": past,
        "query": _query(request),
    }
    return render(request, "visits/meeting/meetings.html", context)


def _query(request: ReaderRequest) -> str:
    """The filters as an address carries them on, without the year and the page of the list."""
    kept = request.GET.copy()
    for name in ("year", "page"):
        kept.pop(name, None)
    return kept.urlencode()


@everyone
@kept.kept
@require_safe
def meeting(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = open_meeting(request.reader, slug)
    kept.until(request, moments.of_meeting(shown))
    following, previous = next_of(shown, request.reader), previous_of(shown, request.reader)
    with_hosts_and_groups([one for one in (shown, following, previous) if one])
    visitors = visiting_cities(shown)
    release = shown.releases.first()
    context = {
        "meeting": shown,
        "next": following,
        "previous": previous,
        "visitors": visitors,
        "map": map_of_meeting(shown, visitors),
        "release": release,
        "agenda": Agenda.of(release) if release else None,
        "documents": shown.documents.rows_for(request.reader),
        "schema_event": schema.event(shown),
    }
    return render(request, "visits/meeting/meeting.html", context)
