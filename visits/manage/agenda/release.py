"""Releasing an agenda: what readers will be told, what to look at first, and the button, which is staff's."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import preparers
from visits.actions.releases import release_agenda
from visits.agenda_warnings import Warning, warnings  # noqa: A004 - what it is called there
from visits.draft import Draft
from visits.forms.release import ReleaseForm
from visits.manage.opening import open_prepared
from visits.models import Meeting, Release
from visits.permissions import may_publish


@preparers
@form_methods
def release(request: ReaderRequest, slug: str) -> HttpResponse:
    """Everyone who prepares the meeting looks at it; the secretariat releases."""
    meeting = open_prepared(request.reader, slug)
    if request.method == "POST" and not may_publish(request.reader):
        raise PermissionDenied
    form = ReleaseForm(posted(request))
    if form.is_valid():
        done = attempt(
            form, release_agenda, meeting=meeting, by=request.reader.person, **form.cleaned_data
        )
        if done is not None:
            return _released(request, meeting, done.value)
        meeting = open_prepared(request.reader, slug)
    return render(request, "visits/manage/agenda/release.html", _context(request, meeting, form))


def _released(request: ReaderRequest, meeting: Meeting, made: Release) -> HttpResponse:
    messages.success(
        request, _("Release %(number)d is out: readers see it now.") % {"number": made.number}
    )
    return HttpResponseRedirect(reverse("manage_release", args=[meeting.slug]))


def _in_order(remarks: list[Warning]) -> list[Warning]:
    """What stops the release first. That something waits for it is what the page is about."""
    shown = [remark for remark in remarks if remark.kind != "unreleased"]
    return sorted(shown, key=lambda remark: remark.kind != "outside")


def _context(request: ReaderRequest, meeting: Meeting, form: ReleaseForm) -> dict[str, Any]:
    draft = Draft.of(meeting)
    remarks = warnings(draft)
    has_news = bool(draft.changes) or any(remark.kind == "rules" for remark in remarks)
    return {
        "meeting": meeting,
        "tab": "agenda",
        "form": form,
        "draft": draft,
        "release": draft.release,
        "next_number": draft.release.number + 1 if draft.release else 1,
        "remarks": _in_order(remarks),
        "has_news": has_news if draft.release else bool(draft.by_id),
        "may_release": may_publish(request.reader),
    }
