"""The front page: what comes next, and what was reported last."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.models import City
from members.requests import ReaderRequest
from portal.lib.kept import kept
from portal.lib.policies import everyone
from visits.listing import with_hosts_and_groups
from visits.maps import map_of_network
from visits.models import Meeting

NEXT_SHOWN = 4
REPORTS_SHOWN = 3


@everyone
@kept
@require_safe
def home(request: ReaderRequest) -> HttpResponse:
    listed = Meeting.objects.listed_for(request.reader).for_lists()
    reported = Meeting.objects.with_report_for(request.reader).for_lists()
    upcoming, reports = with_hosts_and_groups(
        listed.upcoming()[:NEXT_SHOWN], reported.past()[:REPORTS_SHOWN]
    )
    cities = list(City.objects.members())
    context = {
        "upcoming": upcoming,
        "reports": reports,
        "number_of_cities": len(cities),
        "map": map_of_network(cities, upcoming) if cities else None,
    }
    return render(request, "portal/home/home.html", context)
