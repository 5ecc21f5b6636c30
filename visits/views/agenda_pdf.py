"""A meeting's agenda as a PDF, as it was last released."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib import kept
from portal.lib.pdf.response import respond_with_paper
from portal.lib.policies import everyone
from visits import moments
from visits.listing import with_hosts_and_groups
from visits.printouts.agenda import Layout, agenda_paper, filename
from visits.views.opening import open_meeting


@everyone
@kept.kept
@require_safe
def agenda_pdf(request: ReaderRequest, slug: str) -> HttpResponseBase:
    """For whom the agenda's page is. Without a release there is no such file, and the agenda's page says so."""
    layout = _layout(request)
    ((meeting,),) = with_hosts_and_groups([open_meeting(request.reader, slug)])
    kept.until(request, moments.of_meeting(meeting))
    latest = list(meeting.releases.all()[:2])
    if not latest:
        nothing = {"meeting": meeting, "release": None}
        return render(request, "visits/agenda/agenda.html", nothing, status=404)
    paper = agenda_paper(meeting=meeting, latest=latest, reader=request.reader, layout=layout)
    return respond_with_paper(
        request,
        paper,
        filename=filename(meeting, latest[0], layout),
        is_for_anyone=not request.reader.is_known,
    )


def _layout(request: ReaderRequest) -> Layout:
    try:
        return Layout(request.GET.get("layout", ""))
    except ValueError as error:
        raise Http404 from error
