"""Who of the host city prepares a meeting: named, and taken off again."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import staff
from visits.actions.meetings import name_organiser
from visits.actions.organisers import replace_organiser
from visits.forms.preparing import OrganiserForm
from visits.manage.opening import open_prepared
from visits.models import Meeting


@staff
@form_methods
def organisers(request: ReaderRequest, slug: str) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    form = OrganiserForm(meeting, posted(request))
    if form.is_valid() and attempt(
        form, name_organiser, meeting=meeting, by=request.reader.person, **form.cleaned_data
    ):
        messages.success(
            request,
            _("%(name)s prepares this meeting now.") % {"name": form.cleaned_data["person"]},
        )
        return _back(meeting)
    context = {
        "meeting": meeting,
        "tab": "page",
        "form": form,
        "organisers": list(meeting.organisers.select_related("person")),
    }
    return render(request, "visits/manage/meetings/organisers.html", context)


@staff
@require_POST
def organiser_off(request: ReaderRequest, slug: str, organiser_id: int) -> HttpResponse:
    """Whoever is taken off keeps what was written, and prepares nothing of it any more."""
    meeting = open_prepared(request.reader, slug)
    organiser = get_object_or_404(meeting.organisers, pk=organiser_id)
    replace_organiser(organiser=organiser, by=request.reader.person, to=None)
    messages.success(
        request, _("%(name)s does not prepare this meeting any more.") % {"name": organiser.person}
    )
    return _back(meeting)


def _back(meeting: Meeting) -> HttpResponse:
    return HttpResponseRedirect(reverse("manage_meeting_organisers", args=[meeting.slug]))
