"""A meeting's beginning: made as a draft, on one page."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import staff
from visits.actions.meetings import draft_meeting
from visits.forms.meetings import MeetingForm
from visits.manage.meetings.told import told_of


@staff
@form_methods
def add_meeting(request: ReaderRequest) -> HttpResponse:
    """Sent with ``look``, the page says what the meeting will be and makes nothing."""
    form = MeetingForm(posted(request))
    is_looking = "look" in request.POST
    if is_looking and request.htmx:
        return render(request, "visits/manage/meetings/_told.html", {"told": told_of(form)})
    if not is_looking and form.is_valid():
        made = attempt(form, draft_meeting, by=request.reader.person, **form.given)
        if made:
            messages.success(request, _("The draft is made. Only those who prepare it see it."))
            return HttpResponseRedirect(reverse("manage_meeting", args=[made.value.slug]))
    context = {"form": form, "told": told_of(form) if form.is_bound else None}
    return render(request, "visits/manage/meetings/add.html", context)
