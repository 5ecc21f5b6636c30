"""The list of meetings, and the page of one."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from members.reader import STRANGER
from members.requests import ReaderRequest
from portal.lib.kept import kept
from portal.lib.pages import Sheet, respond
from portal.lib.parts import Making
from portal.lib.policies import everyone
from visits import moments
from visits.agenda import Agenda
from visits.editing import edits_of
from visits.feeds import schema
from visits.forms import MeetingFilter
from visits.listing import by_month, visiting_cities, with_hosts_and_groups
from visits.maps import map_of_meeting
from visits.models import Meeting
from visits.registration.box import box_of
from visits.shown import (
    Shown,
    documents_as_shown,
    listed_beyond_all,
    meetings_as_shown,
    shown_to,
)

UPCOMING_A_PAGE = 30
# On the list of what comes, the latest year is only begun; its own page has all of it.
PAST_AT_THE_END = 10


@everyone
@kept
@require_safe
def meetings(request: ReaderRequest) -> HttpResponse:
    """What comes, by month, and the beginning of what was; or all of one past year."""
    wanted = Wanted(listed_beyond_all(request.reader), request.GET.urlencode())
    return respond(request, _meetings, wanted)


class Wanted(NamedTuple):
    """What a list is made of: the meetings that not everyone is listed, and what the address asks for."""

    beyond: tuple[int, ...]
    query: str


def _meetings(_making: Making, wanted: Wanted) -> Sheet:
    given = QueryDict(wanted.query)
    asked = MeetingFilter(given, listed=Meeting.objects.listed_for_or(STRANGER, wanted.beyond))
    if year := asked.year_asked:
        return _past_year(given, asked, year)
    return _upcoming(given, asked)


def _past_year(given: QueryDict, asked: MeetingFilter, year: int) -> Sheet:
    past = asked.narrowed().past().of_year(year).for_lists()
    (rows,) = with_hosts_and_groups(past)
    context = {"filter": asked, "year": year, "past": rows, "query": _query(given)}
    return Sheet("visits/meeting/past.html", context)


def _upcoming(given: QueryDict, asked: MeetingFilter) -> Sheet:
    found = asked.narrowed().for_lists()
    page = Paginator(found.upcoming(), UPCOMING_A_PAGE).get_page(given.get("page"))
    upcoming, past = with_hosts_and_groups(page.object_list, found.past()[:PAST_AT_THE_END])
    context = {
        "filter": asked,
        "page": page,
        "months": by_month(upcoming),
        "past": past,
        "query": _query(given),
    }
    return Sheet("visits/meeting/meetings.html", context)


def _query(given: QueryDict) -> str:
    """The filters as an address carries them on, without the year and the page of the list."""
    carried = given.copy()
    for name in ("year", "page"):
        carried.pop(name, None)
    return carried.urlencode()


@everyone
@kept
@require_safe
def meeting(request: ReaderRequest, slug: str) -> HttpResponse:
    return respond(request, _meeting, shown_to(request.reader, slug))


def _meeting(making: Making, shown: Shown) -> Sheet:
    meeting, following, previous = meetings_as_shown(shown)
    making.ends_by(moments.of_meeting(meeting))
    visitors = visiting_cities(meeting)
    release = meeting.releases.first()
    context = {
        "meeting": meeting,
        "next": following,
        "previous": previous,
        "visitors": visitors,
        "map": map_of_meeting(meeting, visitors),
        "release": release,
        "agenda": Agenda.of(release) if release else None,
        "documents": documents_as_shown(shown),
        "schema_event": schema.event(meeting),
        "edits": edits_of(meeting),
        "registration": box_of(meeting),
        "mine": shown.registration,
    }
    return Sheet("visits/meeting/meeting.html", context)
