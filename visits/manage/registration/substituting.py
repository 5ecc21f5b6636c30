"""Letting somebody else come instead, by staff: a colleague of the same city, or by name for who comes for none."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import staff
from visits.actions.registration.guests import substitute_by_name
from visits.actions.registration.leaving import substitute
from visits.forms.registrations.deciding import SubstituteByNameForm, SubstituteForm
from visits.manage.opening import open_prepared
from visits.manage.registration.one import opened_registration
from visits.manage.registration.standing import version_in
from visits.models import Registration
from visits.registration.states import Actor


@staff
@form_methods
def substitute_registration(
    request: ReaderRequest, slug: str, registration_id: int
) -> HttpResponse:
    """The seat or the place in line is passed on; what may not be any more, the action says."""
    meeting = open_prepared(request.reader, slug)
    row = opened_registration(request, meeting, registration_id)
    form: Form = SubstituteByNameForm(posted(request))
    act: Callable[..., Registration] = substitute_by_name
    if row.city is not None:
        form, act = SubstituteForm(posted(request), registration=row), substitute
    if form.is_valid() and (
        done := attempt(
            form,
            act,
            registration=row,
            by=request.reader.person,
            actor=Actor.STAFF,
            version=version_in(request.POST),
            **form.cleaned_data,
        )
    ):
        said = {"colleague": done.value.person, "name": row.person}
        messages.success(request, _("%(colleague)s comes instead of %(name)s.") % said)
        return HttpResponseRedirect(
            reverse("manage_registration_one", args=[meeting.slug, done.value.pk])
        )
    context = {
        "meeting": meeting,
        "tab": "registration",
        "section": "table",
        "form": form,
        "registration": row,
    }
    return render(request, "visits/manage/registration/substitute.html", context)
