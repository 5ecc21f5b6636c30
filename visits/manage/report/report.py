"""A meeting's report at the desk: what is known already, the text, whom it is for, and publishing it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members.manage.pages import done, form_methods
from members.requests import ReaderRequest
from portal.lib import writing
from portal.lib.autosaves import Place
from portal.lib.policies import preparers, staff
from portal.lib.writing import Writing
from visits import in_attendance, neighbours
from visits.actions.reports import publish_report, say_who_came, set_report_audience
from visits.actions.texts import write_text
from visits.forms.report import ReportAudienceForm
from visits.listing import visiting_cities
from visits.manage.opening import open_prepared
from visits.models import Meeting
from visits.permissions import may_publish
from visits.pictures import pictures_of
from visits.pictures_of_report import UNCLEAR, shown_in

# How many documents are named before the rest is counted.
MOST_NAMED: Final = 8


@preparers
@never_cache
@form_methods
def report(request: ReaderRequest, slug: str) -> HttpResponse:
    """The text is edited as all texts are: kept on the way, and put together with what others saved meanwhile.

    With the button ``act=who_came`` it is saved with the sentence about who came.
    """
    meeting = open_prepared(request.reader, slug)
    if request.POST.get("act") == "who_came":
        write = partial(say_who_came, meeting=meeting)
    else:
        write = partial(write_text, meeting=meeting, field="report")
    at_hand = Writing(
        place=Place.of(meeting, "report"),
        label=_("Report"),
        stands=meeting.report,
        address=_address(meeting),
        back=_address(meeting),
        template="visits/manage/report/report.html",
        context={"tab": "report", "meeting": meeting} | _known(request, meeting),
        pictures=pictures_of(meeting),
        takes_focus=False,
    )
    return writing.respond(request, at_hand, write)


@preparers
@require_POST
def report_audience(request: ReaderRequest, slug: str) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    form = ReportAudienceForm(request.POST)
    if form.is_valid():
        set_report_audience(meeting=meeting, by=request.reader.person, **form.cleaned_data)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose whom the report is for. Nothing was changed."))
    return HttpResponseRedirect(_address(meeting))


@staff
@require_POST
def publish(request: ReaderRequest, slug: str) -> HttpResponse:
    """The secretariat's alone. What is in the way is said, and nothing is changed then."""
    meeting = open_prepared(request.reader, slug)
    if done(request, publish_report, meeting=meeting):
        messages.success(request, _("The report is published."))
    return HttpResponseRedirect(_address(meeting))


def _known(request: ReaderRequest, meeting: Meeting) -> dict[str, Any]:
    """What the report need not be asked for."""
    visitors = list(visiting_cities(meeting))
    documents = list(meeting.documents.all())
    pictures = list(shown_in(meeting))
    return {
        "visitors": visitors,
        "who_came": in_attendance.compare(
            meeting.report, in_attendance.sentence([city.name for city in visitors])
        ),
        "documents": documents[:MOST_NAMED],
        "more_documents": max(0, len(documents) - MOST_NAMED),
        "following": _following(request, meeting),
        "pictures": pictures,
        "unclear": [picture for picture in pictures if picture.consent in UNCLEAR],
        "audience_form": ReportAudienceForm(
            initial={"report_audience": meeting.report_audience}, auto_id="audience-%s"
        ),
        "may_publish": may_publish(request.reader),
    }


def _following(request: ReaderRequest, meeting: Meeting) -> Meeting | None:
    """The next, among those that this reader may open."""
    found = neighbours.around(meeting.slug)
    numbers = found.following if found else ()
    opened = Meeting.objects.openable_by(request.reader).in_bulk(numbers)
    return next((opened[number] for number in numbers if number in opened), None)


def _address(meeting: Meeting) -> str:
    return reverse("manage_report", args=[meeting.slug])
