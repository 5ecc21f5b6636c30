"""Practical information at the desk: its parts in their order, each written on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.manage.pages import done, form_methods, posted
from members.models import Person
from members.requests import ReaderRequest
from portal.lib import autosaves
from portal.lib.autosaves import Place
from portal.lib.formfields import attempt
from portal.lib.order import direction_asked
from portal.lib.policies import preparers
from visits.actions import practical as actions
from visits.forms.report import CopyForm, PartForm
from visits.manage.opening import open_prepared
from visits.models import Meeting, PracticalPart
from visits.pictures import pictures_of
from visits.practical import USUAL, Usual, earlier_in_the_same_city


@preparers
@require_safe
def practical(request: ReaderRequest, slug: str) -> HttpResponse:
    """All parts in their order, and beside them what is not there yet of what hosts usually write."""
    meeting = open_prepared(request.reader, slug)
    parts = list(meeting.practical_parts.all())
    context = {
        "tab": "practical",
        "meeting": meeting,
        "parts": parts,
        "moved": request.GET.get("moved", ""),
        "missing": _missing(parts),
        "earlier": earlier_in_the_same_city(meeting, request.reader),
    }
    return render(request, "visits/manage/report/practical.html", context)


def _missing(parts: list[PracticalPart]) -> list[Usual]:
    written = {part.kind for part in parts}
    return [usual for usual in USUAL if usual.kind not in written]


@preparers
@form_methods
def add_part(request: ReaderRequest, slug: str) -> HttpResponse:
    """A new part; ``?kind=`` names what it is about, else the first that is not there yet is offered."""
    meeting = open_prepared(request.reader, slug)
    kind = request.GET.get("kind", "")
    known = dict(PracticalPart.Kind.choices)
    if kind in known:
        initial = {"kind": kind, "heading": str(known[kind]).capitalize()}
    else:
        missing = _missing(list(meeting.practical_parts.all()))
        initial = {"kind": missing[0].kind if missing else PracticalPart.Kind.OTHER}
    form = PartForm(posted(request), initial=initial)
    form.fields["text"].offer(pictures_of(meeting))  # type: ignore[attr-defined]  # a RichText
    if form.is_valid():
        given = _said(form)
        if attempt(form, actions.add_part, meeting=meeting, by=request.reader.person, **given):
            messages.success(request, _("The part is added."))
            return _back(meeting)
    return _form(request, meeting, form)


@preparers
@form_methods
def edit_part(request: ReaderRequest, slug: str, part_id: int) -> HttpResponse:
    """What was typed is never lost to what another saved meanwhile: both stand on the page then."""
    meeting = open_prepared(request.reader, slug)
    part = meeting.practical_parts.filter(pk=part_id).first()
    if part is None and request.method != "POST":
        raise Http404
    shown = part or PracticalPart(pk=part_id, meeting=meeting)
    place, by = Place.of(shown, "text"), request.user
    if request.POST.get("act") == "throw_away":
        autosaves.drop(place, by=by)
        return HttpResponseRedirect(request.path)
    kept = autosaves.find(place, by=by) if request.method != "POST" else None
    form = PartForm.about(shown, posted(request), kept=kept)
    form.fields["text"].offer(pictures_of(meeting))  # type: ignore[attr-defined]  # a RichText
    if form.is_valid() and _edited(form, shown, by):
        autosaves.drop(place, by=by)
        messages.success(request, _("Saved."))
        return _back(meeting)
    if part is None:
        # Removed while it was written: what was typed becomes a new part.
        return _form(request, meeting, form)
    standing = None
    if form.has_error("__all__", "changed"):
        standing = PracticalPart.objects.get(pk=part.pk)
        form.put_together(standing)
    return _form(request, meeting, form, part=part, standing=standing, kept=kept, place=place)


def _edited(form: PartForm, part: PracticalPart, by: Person) -> bool:
    version = form.cleaned_data["version"]
    given = _said(form) | {"part": part, "version": version, "by": by}
    return attempt(form, actions.edit_part, **given) is not None


def _said(form: PartForm) -> dict[str, Any]:
    """What a part says, without what the form carries for itself."""
    own = ("version", "base")
    return {name: value for name, value in form.cleaned_data.items() if name not in own}


@preparers
@require_POST
def step_part(request: ReaderRequest, slug: str, part_id: int) -> HttpResponse:
    """One place earlier, or later."""
    meeting, part = _open_part(request, slug, part_id)
    direction = direction_asked(request.POST)
    done(request, actions.step_part, part=part, direction=direction)
    query = f"?moved={part.pk}-{direction}"
    return HttpResponseRedirect(_address(meeting) + query)


@preparers
@form_methods
def remove_part(request: ReaderRequest, slug: str, part_id: int) -> HttpResponse:
    """Shows what goes, and asks."""
    meeting, part = _open_part(request, slug, part_id)
    if request.method != "POST":
        context = {"tab": "practical", "meeting": meeting, "part": part}
        return render(request, "visits/manage/report/remove_part.html", context)
    if done(request, actions.remove_part, part=part):
        said = _("“%(heading)s” is removed. The meeting's history keeps what it said.")
        messages.success(request, said % {"heading": part.heading})
    return _back(meeting)


@preparers
@form_methods
def copy_parts(request: ReaderRequest, slug: str) -> HttpResponse:
    """Take over what the last meeting in the same city said; the page says from when that is."""
    meeting = open_prepared(request.reader, slug)
    earlier = earlier_in_the_same_city(meeting, request.reader)
    form = CopyForm(posted(request), parts=earlier.parts if earlier else [])
    if form.is_valid():
        copies = actions.copy_parts(meeting=meeting, parts=form.chosen, by=request.reader.person)
        said = _("%(number)d parts are copied. Check prices, codes and dates in each of them.")
        messages.warning(request, said % {"number": len(copies)})
        return _back(meeting)
    context = {"tab": "practical", "meeting": meeting, "earlier": earlier, "form": form}
    return render(request, "visits/manage/report/copy_parts.html", context)


def _open_part(request: ReaderRequest, slug: str, part_id: int) -> tuple[Meeting, PracticalPart]:
    meeting = open_prepared(request.reader, slug)
    part = meeting.practical_parts.filter(pk=part_id).first()
    if part is None:
        raise Http404
    return meeting, part


def _form(request: ReaderRequest, meeting: Meeting, form: PartForm, **context: Any) -> HttpResponse:
    context |= {"tab": "practical", "meeting": meeting, "form": form}
    return render(request, "visits/manage/report/part.html", context)


def _address(meeting: Meeting) -> str:
    return reverse("manage_practical", args=[meeting.slug])


def _back(meeting: Meeting) -> HttpResponse:
    return HttpResponseRedirect(_address(meeting))
