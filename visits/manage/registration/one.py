"""One registration at the desk: everything about it, and what is decided about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from members.manage.pages import form_methods
from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.manage.opening import open_prepared
from visits.manage.registration.deciding import Case, decide, forms_for
from visits.models import Meeting, Registration
from visits.registration.addresses import comes_by_link
from visits.registration.answers_seen import agreed_in, answers_seen, with_answers
from visits.registration.correcting import may_be_corrected
from visits.registration.in_words import history_of
from visits.registration.roll import line_of, noting_missing_answers, with_claims
from visits.registration.seen import seats_seen
from visits.registration.standing import actors_in

OPENED_WITH = (
    "person",
    "city",
    "allotment",
    "registered_by",
    "approved_by",
    "replaces__person",
    "replaced_by__person",
)


@preparers
@form_methods
def registration(request: ReaderRequest, slug: str, registration_id: int) -> HttpResponse:
    """Whoever prepares the meeting reads it; a note anybody of them writes, all else who decides."""
    meeting = open_prepared(request.reader, slug)
    row = opened_registration(request, meeting, registration_id)
    actors = actors_in(request.reader, meeting)
    seats = seats_seen(meeting, shown=False)
    (found,) = with_claims([row], seats)
    case = Case(request, line_of(found, seats, actors), actors)
    forms = forms_for(case)
    if request.method == "POST" and decide(case, forms):
        return HttpResponseRedirect(
            reverse("manage_registration_one", args=[meeting.slug, registration_id])
        )
    return render(request, "visits/manage/registration/one.html", _context(case, forms))


def opened_registration(
    request: ReaderRequest, meeting: Meeting, registration_id: int
) -> Registration:
    rows = noting_missing_answers(Registration.objects.listed_for(request.reader))
    found = with_answers(rows, request.reader).filter(meeting=meeting)
    return get_object_or_404(found.select_related(*OPENED_WITH), pk=registration_id)


def _context(case: Case, forms: dict[str, Any]) -> dict[str, Any]:
    line, row = case.line, case.registration
    return {
        "meeting": row.meeting,
        "tab": "registration",
        "section": "table",
        "line": line,
        "registration": row,
        "forms": forms,
        "errors": [error for form in forms.values() for error in form.non_field_errors()],
        "may_substitute": case.may_substitute,
        "may_correct": may_be_corrected(row),
        "comes_by_link": comes_by_link(row),
        "answers": answers_seen(row, case.request.reader),
        "consents": agreed_in(row),
        "history": history_of(row, line.seats.options),
        "mails": row.mails.select_related("message"),
    }
