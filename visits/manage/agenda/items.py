"""One item of an agenda: typed at the end of a day, added, edited, copied, cancelled, restored, removed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import preparers
from visits.actions import agenda_items as actions
from visits.forms.agenda import LineForm
from visits.forms.moving import ConfirmForm, ReasonForm
from visits.manage.agenda.shown import end_of
from visits.manage.agenda.turn import Asked, Turn, form_methods
from visits.models import AgendaDay, AgendaItem


@preparers
@require_POST
def add_line(request: ReaderRequest, slug: str, day_id: int) -> HttpResponse:
    """What was typed at the end of a day."""
    turn = Turn(request, slug)
    day = turn.day(day_id)
    form = LineForm(request.POST, follows=end_of(day.items.all()))
    if not form.is_valid():
        said = [sentence for sentences in form.errors.values() for sentence in sentences]
        return _not_added(turn, day, ValidationError(said))
    try:
        item = actions.add_item(day=day, by=turn.by, **form.cleaned_data)
    except ValidationError as error:
        return _not_added(turn, day, error)
    words = {"title": item.title, "starts": f"{item.starts:%H:%M}", "ends": f"{item.ends:%H:%M}"}
    return turn.typed(_("Added: %(title)s, %(starts)s–%(ends)s.") % words, item)


def _not_added(turn: Turn, day: AgendaDay, error: ValidationError) -> HttpResponse:
    """Why not; without scripts beside the whole form, with what was typed in it."""
    if turn.is_fragment:
        return turn.refused(error)
    messages.error(turn.request, " ".join(error.messages))
    address = reverse("manage_agenda_item_add", args=[turn.slug, day.pk])
    return redirect(f"{address}?{urlencode({'title': turn.request.POST.get('title', '')})}")


@preparers
@require_safe
def menu(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    """All that can be done with it."""
    turn = Turn(request, slug)
    context = {
        "item": turn.item(item_id),
        "meeting": turn.meeting,
        "base": turn.address,
        "tab": "agenda",
    }
    name = "_menu.html" if turn.is_fragment else "menu.html"
    return render(request, f"visits/manage/agenda/{name}", context)


@preparers
@form_methods
def cancel(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    item = turn.item(item_id)
    asked = Asked(
        _("Cancel “%(title)s”") % {"title": item.title},
        _("Cancel the item"),
        f"cancel-{item.pk}",
        is_grave=True,
    )
    form = ReasonForm(turn.posted, auto_id=f"{asked.mark}-%s")
    if form.is_valid() and (
        done := attempt(form, actions.cancel_item, item=item, by=turn.by, **form.cleaned_data)
    ):
        return turn.done(_("Cancelled: %(title)s.") % {"title": item.title}, item=done.value)
    return turn.ask(asked, form, item=item)


@preparers
@require_POST
def restore(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    item = turn.item(item_id)
    try:
        actions.restore_item(item=item, by=turn.by)
    except ValidationError as error:
        return turn.refused(error, item=item)
    return turn.done(_("%(title)s takes place after all.") % {"title": item.title}, item=item)


@preparers
@require_POST
def duplicate(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    item = turn.item(item_id)
    try:
        copy = actions.duplicate_item(item=item, by=turn.by)
    except ValidationError as error:
        return turn.refused(error, item=item)
    words = {"title": copy.title, "starts": f"{copy.starts:%H:%M}"}
    return turn.done(_("Added: %(title)s, a second time, at %(starts)s.") % words, item=copy)


@preparers
@form_methods
def remove(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    item = turn.item(item_id)
    asked = Asked(
        _("Remove “%(title)s”") % {"title": item.title},
        _("Remove the item"),
        f"remove-{item.pk}",
        _("Its documents stay with the meeting. Undo brings it back."),
        is_grave=True,
    )
    initial = {"confirmed": True, "version": item.version}
    form = ConfirmForm(turn.posted, initial=initial, auto_id=f"{asked.mark}-%s")
    version = form.cleaned_data["version"] if form.is_valid() else None
    if form.is_valid() and attempt(
        form, actions.remove_item, item=item, by=turn.by, version=version
    ):
        follower = _neighbour(item)
        said = _("Removed: %(title)s. Undo brings it back.") % {"title": item.title}
        return turn.done(said, item=follower, day=item.day)
    return turn.ask(asked, form, item=item)


def _neighbour(item: AgendaItem) -> AgendaItem | None:
    """What comes after it, or else before it, on its day: there the focus goes."""
    others = item.day.items.order_by("starts", "track", "position", "pk")
    return others.filter(starts__gte=item.starts).first() or others.last()
