"""The gathering that a meeting is part of: made, joined, renamed, and left."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.manage.pages import form_methods, posted
from members.models import Person
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import staff
from visits.actions import gatherings as actions
from visits.forms.preparing import GatheringForm, JoiningForm
from visits.listing import with_hosts_and_groups
from visits.manage.opening import open_prepared
from visits.models import Gathering, Meeting


@staff
@form_methods
def gathering(request: ReaderRequest, slug: str) -> HttpResponse:
    """One form makes a gathering, or renames it and adds to it; the other, ``do=join``, joins one that is there."""
    meeting = open_prepared(request.reader, slug)
    is_joining = request.POST.get("do") == "join" and meeting.part_of is None
    data = posted(request)
    form = GatheringForm(meeting, None if is_joining else data)
    joining = JoiningForm(meeting, data if is_joining else None)
    sent: GatheringForm | JoiningForm = joining if is_joining else form
    if sent.is_valid() and attempt(
        sent, _write, meeting=meeting, asked=sent, by=request.reader.person
    ):
        messages.success(request, _("Saved."))
        return _back(meeting)
    context = {
        "meeting": meeting,
        "tab": "page",
        "form": sent,
        "gathering_form": form,
        "joining": joining,
        "parts": _parts(meeting),
    }
    return render(request, "visits/manage/meetings/gathering.html", context)


@staff
@require_POST
def gathering_off(request: ReaderRequest, slug: str, meeting_id: int) -> HttpResponse:
    """Take one of its meetings out, this one or another."""
    meeting = open_prepared(request.reader, slug)
    parts = Meeting.objects.filter(part_of__isnull=False, part_of=meeting.part_of)
    leaving = get_object_or_404(parts, pk=meeting_id)
    actions.take_out_of_gathering(meeting=leaving, by=request.reader.person)
    messages.success(request, _("“%(title)s” stands by itself now.") % {"title": leaving.title})
    return _back(meeting)


def _write(*, meeting: Meeting, asked: GatheringForm | JoiningForm, by: Person | None) -> Gathering:
    given = asked.cleaned_data
    if isinstance(asked, JoiningForm):
        joined: Gathering = given["gathering"]
        return actions.add_to_gathering(gathering=joined, meetings=[meeting], by=by)
    others = list(given["meetings"])
    if meeting.part_of is None:
        return actions.gather(title=given["title"], meetings=[meeting, *others], by=by)
    if meeting.part_of.title != given["title"]:
        actions.rename_gathering(gathering=meeting.part_of, title=given["title"], by=by)
    return actions.add_to_gathering(gathering=meeting.part_of, meetings=others, by=by)


def _parts(meeting: Meeting) -> list[Meeting]:
    if meeting.part_of is None:
        return []
    parts = meeting.part_of.meetings.for_lists().order_by("starts_on", "title_key")
    return with_hosts_and_groups(parts)[0]


def _back(meeting: Meeting) -> HttpResponse:
    return HttpResponseRedirect(reverse("manage_meeting_gathering", args=[meeting.slug]))
