"""What a meeting's pages said earlier: one version, or the page as it was at a moment, beside now, to be restored."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from members.manage.pages import form_methods
from members.models import Person
from members.requests import ReaderRequest
from portal.lib.formfields import attempt, is_likely
from portal.lib.policies import preparers
from portal.lib.restoring import Compared, RestoringForm
from portal.models import LogEntry
from visits.actions.restoring import restore_item_words, restore_words
from visits.listing import with_hosts_and_groups
from visits.manage.opening import open_prepared
from visits.models import AgendaItem, Meeting
from visits.versions import (
    ITEMS,
    KINDS,
    compare_moment,
    compare_version,
    own_versions,
)


class MomentForm(forms.Form):
    """When: on the clocks of the place where the meeting is."""

    at = forms.DateTimeField(
        label=gettext_lazy("Day and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": gettext_lazy("Say a day and a time.")},
    )


class ItemForm(forms.Form):
    """The version of the item's row that was looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


Compare = Callable[[], list[Compared]]


@preparers
@never_cache
@form_methods
def version(request: ReaderRequest, slug: str, kind: str, version_id: int) -> HttpResponse:
    """A version of one record's words, with the difference to now."""
    meeting = _opened(request, slug)
    of_kind = {one.name: one for one in KINDS}.get(kind)
    if of_kind is None:
        raise Http404
    versions = of_kind.versions.objects.filter(own_versions(meeting, of_kind))
    found = get_object_or_404(versions, pk=version_id)
    compare = partial(compare_version, meeting, of_kind, found)
    context = {"version": found, "who": _who(found), "at": found.pgh_created_at}
    if of_kind is ITEMS:
        return _item_version(request, meeting, found, compare, context)
    return _respond(request, meeting, compare, context)


@preparers
@never_cache
@form_methods
def moment(request: ReaderRequest, slug: str) -> HttpResponse:
    """The page and the practical information as they were at ``?at=``: an instant, or a time of the meeting's clocks."""
    meeting = _opened(request, slug)
    at = _asked_at(request, meeting)
    context: dict[str, Any] = {"form": _moment_form(request, meeting, at), "at": at}
    compare: Compare = partial(compare_moment, meeting, at) if at else list
    return _respond(request, meeting, compare, context)


def _respond(
    request: ReaderRequest, meeting: Meeting, compare: Compare, context: dict[str, Any]
) -> HttpResponse:
    """The texts beside now; or, once those that were ticked are restored, the history."""
    form = RestoringForm(request.POST if request.method == "POST" else None, compared=compare())
    if form.is_valid() and attempt(
        form, restore_words, meeting=meeting, by=request.reader.person, **form.cleaned_data
    ):
        return _done(request, meeting)
    return _show(request, meeting, compare(), context | {"restoring": form})


def _item_version(
    request: ReaderRequest,
    meeting: Meeting,
    found: Any,
    compare: Compare,
    context: dict[str, Any],
) -> HttpResponse:
    """Of an item of the agenda, which has a version of its own. One that was removed is brought back by undoing."""
    item = AgendaItem.objects.filter(pk=found.pgh_obj_id).select_related("day__meeting").first()
    form = ItemForm(request.POST if request.method == "POST" else None)
    by = request.reader.person
    if item and form.is_valid():
        given = {"item": item, "version": found, "by": by} | form.cleaned_data
        if attempt(form, restore_item_words, **given):
            return _done(request, meeting)
    return _show(
        request, meeting, compare(), context | {"item": item, "is_item": True, "restoring": form}
    )


def _opened(request: ReaderRequest, slug: str) -> Meeting:
    ((meeting,),) = with_hosts_and_groups([open_prepared(request.reader, slug)])
    return meeting


def _asked_at(request: ReaderRequest, meeting: Meeting) -> datetime | None:
    """In UTC: databases and clocks do not know all zones and years that can be written."""
    try:
        at = datetime.fromisoformat(request.GET.get("at", ""))
        at = at if timezone.is_aware(at) else at.replace(tzinfo=meeting.zone)
        return at.astimezone(UTC) if is_likely(at) else None
    except (ValueError, OverflowError):
        return None


def _moment_form(request: ReaderRequest, meeting: Meeting, at: datetime | None) -> MomentForm:
    if at is None and "at" in request.GET:
        return MomentForm(request.GET)
    local = (at or timezone.now()).astimezone(meeting.zone).replace(tzinfo=None)
    return MomentForm(initial={"at": local})


def _who(version: Any) -> str:
    entry = LogEntry.objects.filter(pk=version.entry_id).first()
    return str(Person.objects.filter(pk=entry.actor_id or 0).first() or "") if entry else ""


def _done(request: ReaderRequest, meeting: Meeting) -> HttpResponse:
    messages.success(request, _("Restored. What stood there before is in the history, too."))
    return HttpResponseRedirect(reverse("manage_history", args=[meeting.slug]))


def _show(
    request: ReaderRequest, meeting: Meeting, compared: Sequence[Compared], context: dict[str, Any]
) -> HttpResponse:
    differing = [one for one in compared if not one.is_same]
    told = {
        "meeting": meeting,
        "tab": "history",
        "differing": differing,
        "same": [one for one in compared if one.is_same],
    }
    return render(request, "visits/manage/history/earlier.html", context | told)
