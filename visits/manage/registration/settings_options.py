"""A meeting's options at the desk: each on a page of its own, moved by steps, removed while nobody has asked for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.manage.pages import done, form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt, put_anew
from portal.lib.order import direction_asked
from portal.lib.policies import preparers
from visits.actions.registration import options as actions
from visits.forms.registration_settings.asked import OptionForm
from visits.manage.meetings.asking import was_changed
from visits.manage.opening import open_prepared
from visits.manage.registration.follows import Follows, saved
from visits.manage.registration.settings import back, of_settings
from visits.models import Meeting, Option
from visits.registration.claimed import why_kept

PAGE = "visits/manage/registration/settings_option.html"


@preparers
@form_methods
def add_option(request: ReaderRequest, slug: str) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    form = OptionForm(None, posted(request))
    if form.is_valid():
        by = request.reader.person
        if attempt(form, actions.add_option, meeting=meeting, by=by, **form.given):
            messages.success(request, _("“%s” is offered.") % form.cleaned_data["title"])
            return back(meeting, "#options")
    return render(request, PAGE, of_settings(meeting) | {"form": form, "follows": Follows()})


@preparers
@form_methods
def option(request: ReaderRequest, slug: str, option_id: int) -> HttpResponse:
    """Saved once what follows was read: seats that are offered, or more that hold one than there are."""
    meeting, found = _open(request, slug, option_id)
    form = OptionForm(found, posted(request))
    follows = Follows()
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        given = form.given | {"option": found, "version": version, "by": request.reader.person}
        if outcome := saved(form, follows, actions.edit_option, **given):
            messages.success(request, " ".join([_("Saved."), *outcome.sentences]))
            return back(meeting, "#options")
    stands: list[tuple[str, str]] = []
    if form.is_bound and was_changed(form):
        stands = [(str(form.fields[name].label), _said(found, name)) for name in form.names]
        put_anew(form, version=found.version)
    context = of_settings(meeting) | {"form": form, "follows": follows}
    return render(request, PAGE, context | {"option": found, "stands": stands})


@preparers
@require_POST
def step_option(request: ReaderRequest, slug: str, option_id: int) -> HttpResponse:
    """One place earlier, or later."""
    meeting, found = _open(request, slug, option_id)
    direction = direction_asked(request.POST)
    done(request, actions.step_option, option=found, direction=direction)
    return back(meeting, f"?moved=option-{found.pk}-{direction}#options")


@preparers
@form_methods
def remove_option(request: ReaderRequest, slug: str, option_id: int) -> HttpResponse:
    """Asks, or says why it stays."""
    meeting, found = _open(request, slug, option_id)
    if request.method == "POST":
        if done(request, actions.remove_option, option=found):
            messages.success(request, _("“%s” is removed.") % found.title)
        return back(meeting, "#options")
    context = of_settings(meeting) | {
        "heading": _("Remove “%s”?") % found.title,
        "words": [_("Nobody has asked for it yet. It cannot be brought back.")],
        "refused": why_kept(found),
    }
    return render(request, "visits/manage/registration/settings_remove.html", context)


def _open(request: ReaderRequest, slug: str, option_id: int) -> tuple[Meeting, Option]:
    meeting = open_prepared(request.reader, slug)
    found = meeting.options.filter(pk=option_id).first()
    if found is None:
        raise Http404
    return meeting, found


def _said(found: Option, name: str) -> str:
    if name == "on":
        return date_format(found.on, "j F Y") if found.on else "–"
    value = getattr(found, name)
    return "–" if value in (None, "") else str(value)
