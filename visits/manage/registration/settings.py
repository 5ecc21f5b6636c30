"""A meeting's registration in plain words, and the form that changes it, which says what follows before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.manage.pages import form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt, put_anew
from portal.lib.policies import preparers, staff
from visits.actions.registration import settings as actions
from visits.forms.registration_settings.asked import ReadersForm, SetsForm
from visits.forms.registration_settings.settings import SettingsForm
from visits.manage.meetings.asking import was_changed
from visits.manage.opening import open_prepared
from visits.manage.registration.eyes import Eyes
from visits.manage.registration.follows import Follows, saved
from visits.models.claim_states import HOLDING
from visits.permissions import may_open_registration, may_set_registration
from visits.registration.deletion import deletion_of
from visits.registration.ready import sets_asked
from visits.registration.seats import Seats
from visits.registration.settings_warnings import warnings_of
from visits.registration.settings_words import parts_of
from visits.registration.standing import actors_in
from visits.registration.states import Actor
from visits.registration.window import settings_of, today_at

if TYPE_CHECKING:
    from members.reader import Reader
    from visits.models import Meeting
    from visits.registration.outcomes import Outcome

PAGE = "visits/manage/registration/settings.html"
RULES = "visits/manage/registration/settings_rules.html"


@preparers
@require_safe
def registration_settings(request: ReaderRequest, slug: str) -> HttpResponse:
    """What holds, part by part, with the way to change it for those who may."""
    meeting = open_prepared(request.reader, slug)
    settings, allotments = settings_of(meeting), list(meeting.allotments.all())
    questions = list(meeting.questions.annotate(answer_count=Count("answers")))
    held = Count("claims", filter=Q(claims__state__in=HOLDING))
    options: list[Any] = list(meeting.options.annotate(held_count=held))
    readers = list(settings.security_readers.all()) if settings.pk else []
    # Who holds which seat is not asked here.
    seats = Seats(meeting, settings, allotments, options, [], today_at(meeting))
    moved_what, _dash, moved = request.GET.get("moved", "").partition("-")
    context = of_settings(meeting) | {
        "parts": parts_of(meeting, settings, allotments),
        "warnings": list(warnings_of(seats, questions, has_readers=bool(readers))),
        "options": options,
        "questions": questions,
        "sets": SetsForm(sets_asked(questions)),
        "readers": readers,
        "may_open": may_open_registration(request.reader),
        "may_set": may_set_registration(request.reader, meeting),
        "moved_what": moved_what,
        "moved": moved,
        "preview_as": list(Eyes),
        "deletion": deletion_of(meeting),
    }
    return render(request, PAGE, context)


@preparers
@form_methods
def registration_rules(request: ReaderRequest, slug: str) -> HttpResponse:
    """Sent with ``look``, the page says what would hold and what would follow, and changes nothing."""
    meeting = open_prepared(request.reader, slug)
    if not may_set_registration(request.reader, meeting):
        raise PermissionDenied
    settings, allotments = settings_of(meeting), list(meeting.allotments.all())
    opens = may_open_registration(request.reader)
    form = SettingsForm(meeting, settings, allotments, posted(request), opens=opens)
    follows = Follows(parts_of(meeting, settings, allotments))
    if form.is_valid():
        asked = _asked(request, meeting, form)
        if "look" in request.POST:
            follows = _looked(form, asked)
        elif outcome := saved(form, follows, actions.change_settings, **asked):
            _tell(request, outcome)
            return back(meeting)
        elif follows.is_asked:
            follows.parts, _outcome = actions.foresee(**asked)
    if "look" in request.POST and request.htmx:
        context = {"meeting": meeting, "follows": follows, "form": form}
        return render(request, "visits/manage/registration/_follows.html", context)
    stands: list[tuple[str, str]] = []
    if form.is_bound and was_changed(form):
        stands = form.stands(settings, allotments)
        put_anew(form, version=settings.version)
    context = of_settings(meeting) | {"form": form, "follows": follows, "stands": stands}
    return render(request, RULES, context)


def _asked(request: ReaderRequest, meeting: Meeting, form: SettingsForm) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "version": form.cleaned_data["version"],
        "given": form.given,
        "kept": form.kept,
        "by": request.reader.person,
        "actor": actor_of(request.reader, meeting),
    }


def _looked(form: SettingsForm, asked: dict[str, Any]) -> Follows:
    """What would hold, and what would follow; what the action refuses is said of the form."""
    found = attempt(form, actions.foresee, **asked)
    if found is None:
        return Follows([])
    would, outcome = found.value
    return Follows(would, list(outcome.sentences), outcome.mark)


@staff
@form_methods
def security_readers(request: ReaderRequest, slug: str) -> HttpResponse:
    """Who reads, by name, what the venue's security asks for."""
    meeting = open_prepared(request.reader, slug)
    settings = settings_of(meeting)
    named = list(settings.security_readers.all()) if settings.pk else []
    form = ReadersForm(meeting, named, settings.version, posted(request))
    if form.is_valid() and attempt(
        form,
        actions.name_security_readers,
        meeting=meeting,
        people=list(form.cleaned_data["people"]),
        version=form.cleaned_data["version"],
        by=request.reader.person,
    ):
        messages.success(request, _("Saved."))
        return back(meeting, "#security")
    stands: list[tuple[str, str]] = []
    if form.is_bound and was_changed(form):
        names = ", ".join(one.name for one in named) or "–"
        stands = [(str(form.fields["people"].label), names)]
        put_anew(form, version=settings.version)
    context = of_settings(meeting) | {"form": form, "stands": stands}
    return render(request, "visits/manage/registration/settings_readers.html", context)


# What the pages below the settings share ----------------------------------------------------------


def of_settings(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting, "tab": "registration", "section": "settings"}


def back(meeting: Meeting, more: str = "") -> HttpResponse:
    address = reverse("manage_registration_settings", args=[meeting.slug])
    return HttpResponseRedirect(address + more)


def actor_of(reader: Reader, meeting: Meeting) -> Actor:
    """Staff first: what staff do as chairs of a group they may do anyhow."""
    return Actor.STAFF if Actor.STAFF in actors_in(reader, meeting) else Actor.CHAIR


def _tell(request: ReaderRequest, outcome: Outcome) -> None:
    messages.success(request, " ".join([_("Saved."), *outcome.sentences]))
