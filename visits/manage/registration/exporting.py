"""Taking a list of registrations away, with a trace of who took what, for what and until when."""

from __future__ import annotations

from typing import Any, Final, cast

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from members.manage.pages import form_methods
from members.models import Person
from members.requests import ReaderRequest
from portal.lib import digits, sheets
from portal.lib.policies import preparers
from visits.actions.registration.exporting import confirm_deleted, note_export
from visits.forms.registrations.exporting import ExportForm
from visits.manage.opening import open_prepared
from visits.models import Meeting, RegistrationExport
from visits.registration.exports import columns_for, taken
from visits.registration.window import today_at

# So often somebody may take lists away.
RATES: Final = {"export": "30/h/user"}
MOST_SHOWN: Final = 50


@preparers
@never_cache
@form_methods
def registration_export(request: ReaderRequest, slug: str) -> HttpResponse:
    """The columns that this reader may take. The list itself is kept nowhere here, that it was taken is."""
    meeting = open_prepared(request.reader, slug)
    if request.method == "POST" and "deleted" in request.POST:
        return _confirm(request, meeting)
    sent = request.POST if request.method == "POST" else None
    form = ExportForm(sent, meeting=meeting, columns=columns_for(request.reader, meeting))
    if sent is not None and not _is_in_rate(request):
        return render(request, "429.html", status=429)
    if form.is_valid():
        return _taken(request, meeting, form)
    return render(
        request, "visits/manage/registration/export.html", _context(request, meeting, form)
    )


def _is_in_rate(request: ReaderRequest) -> bool:
    consumed = ratelimit.consume(request, app="portal", action="export", config=RATES)
    return consumed is not None


def _taken(request: ReaderRequest, meeting: Meeting, form: ExportForm) -> HttpResponse:
    given, columns = form.cleaned_data, form.chosen
    headings, rows = taken(meeting, columns, given["states"])
    note_export(
        meeting=meeting,
        form=given["form"],
        columns=headings,
        rows=len(rows),
        has_sensitive=form.takes_sensitive,
        purpose=given["purpose"],
        delete_by_on=given["delete_by_on"],
        by=cast("Person", request.reader.person),
    )
    is_csv = given["form"] == "csv"
    content = (
        sheets.as_csv(headings, rows) if is_csv else sheets.as_xlsx(meeting.slug, headings, rows)
    )
    name = f"{meeting.slug}-registrations-{today_at(meeting):%Y-%m-%d}.{given['form']}"
    response = HttpResponse(content, content_type=sheets.TYPES[given["form"]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _confirm(request: ReaderRequest, meeting: Meeting) -> HttpResponse:
    key = request.POST["deleted"]
    exports = RegistrationExport.objects.filter(meeting=meeting)
    export = get_object_or_404(exports, pk=digits.number(key))
    try:
        confirm_deleted(export=export, by=cast("Person", request.reader.person))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Noted: this list is deleted."))
    return HttpResponseRedirect(request.path)


def _context(request: ReaderRequest, meeting: Meeting, form: ExportForm) -> dict[str, Any]:
    today = today_at(meeting)
    exports = list(meeting.registration_exports.select_related("made_by")[:MOST_SHOWN])
    return {
        "meeting": meeting,
        "tab": "registration",
        "section": "export",
        "form": form,
        "exports": [(one, one.is_overdue_on(today)) for one in exports],
        "me": request.reader.person,
    }
