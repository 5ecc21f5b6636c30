"""Correcting one registration at the desk, and answering for who cannot."""

from __future__ import annotations

from typing import Final

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import preparers
from visits.actions.registration.correcting import correct
from visits.forms.registrations.correcting import CorrectingForm
from visits.manage.opening import open_prepared
from visits.manage.registration.one import opened_registration
from visits.manage.registration.standing import version_in
from visits.models import Registration
from visits.registration.answers_seen import answers_seen
from visits.registration.correcting import (
    is_corrected_here,
    may_be_corrected,
    questions_to_correct,
)
from visits.registration.standing import actors_in

# So often at most one registration is corrected.
RATES: Final = {"correct": "10/d/key"}


@preparers
@form_methods
def correct_registration(request: ReaderRequest, slug: str, registration_id: int) -> HttpResponse:
    """Whoever prepares the meeting; whoever saw another version of it sees first what stands now."""
    meeting = open_prepared(request.reader, slug)
    row = opened_registration(request, meeting, registration_id)
    row.meeting = meeting
    if not may_be_corrected(row):
        raise Http404
    version, form = version_in(request.POST), _form(request, row)
    if form.is_valid() and _is_too_often(request, row):
        form.add_error(
            None,
            _(
                "This registration was corrected many times today. Nothing was changed: go on tomorrow."
            ),
        )
    if form.is_valid() and attempt(
        form,
        correct,
        registration=row,
        correction=form.correction,
        by=request.reader.person,
        version=version,
    ):
        messages.success(request, _said(row))
        return HttpResponseRedirect(reverse("manage_registration_one", args=[meeting.slug, row.pk]))
    context = {
        "meeting": meeting,
        "tab": "registration",
        "section": "table",
        "form": form,
        "registration": row,
        "is_stale": form.is_bound and version != row.version,
        "answers": answers_seen(row, request.reader).ordinary,
    }
    return render(request, "visits/manage/registration/correct.html", context)


def _is_too_often(request: ReaderRequest, row: Registration) -> bool:
    """Each time a mail leaves, and of another address it is said whether somebody has it."""
    return not ratelimit.consume(
        request, app="portal", action="correct", config=RATES, key=str(row.pk)
    )


def _form(request: ReaderRequest, row: Registration) -> CorrectingForm:
    given = {one.question_id: one for one in row.answers.all()}
    return CorrectingForm(
        posted(request),
        registration=row,
        questions=questions_to_correct(row),
        answers=given,
        with_guest=is_corrected_here(row) and bool(actors_in(request.reader, row.meeting)),
    )


def _said(row: Registration) -> str:
    said = {"name": row.person}
    if row.person.email:
        return _("The registration of %(name)s is corrected. A mail says so.") % said
    return _("The registration of %(name)s is corrected.") % said
