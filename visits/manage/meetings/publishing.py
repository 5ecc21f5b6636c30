"""Publishing a meeting: now, or at a moment to come."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from members.manage.pages import form_methods, posted
from members.reader import Reader
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import staff
from visits.actions import meetings, publishing
from visits.forms.preparing import PlanForm
from visits.manage.meetings.asking import onward
from visits.manage.meetings.overview import Overview
from visits.manage.opening import open_prepared
from visits.models import Meeting


@staff
@form_methods
def publish(request: ReaderRequest, slug: str) -> HttpResponse:
    """Which of its buttons was pressed stands in ``do``; without it a moment was asked for."""
    meeting = open_prepared(request.reader, slug)
    pressed = BUTTONS.get(request.POST.get("do", ""))
    form = forms.Form(request.POST) if pressed else PlanForm(meeting, posted(request))
    if pressed and form.is_valid():
        action, said = pressed
        if done := attempt(form, action, meeting=meeting, by=request.reader.person):
            return onward(request, done.value, said())
    elif isinstance(form, PlanForm) and form.is_valid():
        by = request.reader.person
        if attempt(form, publishing.plan_publishing, meeting=meeting, at=form.at, by=by):
            return onward(request, meeting, _planned(meeting, request.reader))
    context = {
        "meeting": meeting,
        "tab": "page",
        "overview": Overview.of(meeting, request.reader),
        "form": form,
        "plan": form if isinstance(form, PlanForm) else PlanForm(meeting),
    }
    return render(request, "visits/manage/meetings/publish.html", context)


def _published() -> str:
    return _("The meeting is published.")


def _planned(meeting: Meeting, reader: Reader) -> str:
    """A plan may be made while something is still missing; who makes it is told so at once."""
    if hindrances := Overview.of(meeting, reader).hindrances:
        return _("The moment is kept, but it stays a draft unless by then: %(open)s.") % {
            "open": "; ".join(check.said for check in hindrances)
        }
    return _("It will be published by itself.")


def _taken_back() -> str:
    return _("It will not be published by itself.")


BUTTONS: dict[str, tuple[Callable[..., Meeting], Callable[[], str]]] = {
    "now": (meetings.publish, _published),
    "unplan": (publishing.take_back_plan, _taken_back),
}
