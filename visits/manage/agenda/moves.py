"""Where an agenda's items stand: a step earlier or later, dropped elsewhere, moved by a form, shifted with what follows."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import preparers
from visits.actions import agenda_items, agenda_order
from visits.forms.moving import MoveForm, PlaceForm, ShiftForm, StepForm
from visits.manage.agenda.turn import Asked, Turn, form_methods
from visits.models import AgendaItem


@preparers
@require_POST
def step(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    """The arrows: it changes places with its neighbour."""
    turn = Turn(request, slug)
    item = turn.item(item_id)
    form = StepForm({**request.GET.dict(), **request.POST.dict()})
    if not form.is_valid():
        return turn.refused(ValidationError(_("Say whether it goes earlier or later.")), item=item)
    try:
        moved = agenda_order.step_item(item=item, by=turn.by, **form.cleaned_data)
    except ValidationError as error:
        return turn.refused(error, item=item)
    return turn.moved(moved)


@preparers
@require_POST
def place(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    """Dropped before another item or at the end of a day; or sent to another day, where it keeps its time."""
    turn = Turn(request, slug)
    item = turn.item(item_id)
    form = PlaceForm(request.POST, meeting=turn.meeting)
    if not form.is_valid():
        gone = ValidationError(_("That place is gone. The agenda is as it is now."), code="gone")
        return turn.refused(gone, item=item)
    try:
        moved = _place(turn, item, form)
    except ValidationError as error:
        return turn.refused(error, item=item)
    return turn.moved(moved)


def _place(turn: Turn, item: AgendaItem, form: PlaceForm) -> AgendaItem:
    given = form.cleaned_data
    if form.keeps_time:
        return agenda_items.move_item(
            item=item,
            starts=item.starts,
            ends=item.ends,
            day=given["day"],
            by=turn.by,
            version=given["version"],
        )
    return agenda_order.place_item(item=item, by=turn.by, **given)


@preparers
@form_methods
def move(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    item = turn.item(item_id)
    form = MoveForm(turn.posted, item=item)
    if form.is_valid() and (
        done := attempt(form, agenda_items.move_item, item=item, by=turn.by, **form.cleaned_data)
    ):
        return turn.moved(done.value)
    asked = Asked(_("Move “%(title)s”") % {"title": item.title}, _("Move"), f"move-{item.pk}")
    return turn.ask(asked, form, item=item)


@preparers
@form_methods
def shift(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    item = turn.item(item_id)
    asked = Asked(
        _("Shift “%(title)s” and what follows") % {"title": item.title},
        _("Shift"),
        f"shift-{item.pk}",
        _("It and all that comes after it on that day begin earlier or later by as much."),
    )
    form = ShiftForm(turn.posted, initial={"version": item.version}, auto_id=f"{asked.mark}-%s")
    if form.is_valid() and (
        done := attempt(form, agenda_order.shift_from, item=item, by=turn.by, **form.cleaned_data)
    ):
        return turn.moved(done.value)
    return turn.ask(asked, form, item=item)
