"""The meeting after this one, drafted in one step."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import staff
from visits.actions.next_meeting import draft_next
from visits.forms.meetings import NextForm
from visits.forms.when import AGREED
from visits.manage.meetings.asking import was_changed
from visits.manage.opening import open_prepared
from visits.models import Meeting


@staff
@form_methods
def next_meeting(request: ReaderRequest, slug: str) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    followers = list(meeting.followers.order_by("-pk"))
    initial = {"title": _proposed_title(meeting), "when": AGREED, "seen": len(followers)}
    has_hosts = meeting.mode != Meeting.Mode.ONLINE
    form = NextForm(posted(request), initial=initial, has_hosts=has_hosts)
    if form.is_valid() and (
        made := attempt(form, draft_next, meeting=meeting, by=request.reader.person, **form.given)
    ):
        messages.success(
            request, _("The next meeting is drafted. Only those who prepare it see it.")
        )
        return HttpResponseRedirect(reverse("manage_meeting", args=[made.value.slug]))
    if form.is_bound and was_changed(form):
        sent = form.data.copy()  # type: ignore[attr-defined]  # a form that was sent
        sent["seen"] = meeting.followers.count()
        form.data = sent
    context = {
        "meeting": meeting,
        "tab": "page",
        "form": form,
        "followers": list(meeting.followers.order_by("-pk")),
    }
    return render(request, "visits/manage/meetings/next.html", context)


def _proposed_title(meeting: Meeting) -> str:
    """What it is of whom, until it has a subject: “Study visit, Social inclusion”."""
    kind = meeting.get_kind_display().capitalize()
    whose = meeting.lead_group or meeting.forum
    short = getattr(whose, "short_name", "") or str(whose or "")
    return _("%(kind)s, %(group)s") % {"kind": kind, "group": short} if short else kind
