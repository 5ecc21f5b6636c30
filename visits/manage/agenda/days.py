"""The days of an agenda: added, named, moved, copied, cancelled, restored, removed."""

from datetime import date, timedelta

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from members.requests import ReaderRequest
from portal.lib.formfields import attempt, put_anew
from portal.lib.policies import preparers
from visits.actions import agenda_days as actions
from visits.agenda_mark import mark_of_day
from visits.forms.moving import ConfirmForm, CopyForm, DayForm, EditDayForm, ReasonForm
from visits.manage.agenda.turn import Asked, Turn, form_methods
from visits.models import AgendaDay, Meeting


@preparers
@form_methods
def add_day(request: ReaderRequest, slug: str) -> HttpResponse:
    turn = Turn(request, slug)
    asked = Asked(_("Add a day"), _("Add the day"), "add-day")
    initial = {"on": _next_day(turn.meeting)}
    form = DayForm(turn.posted, initial=initial, auto_id=f"{asked.mark}-%s")
    if form.is_valid() and (
        done := attempt(
            form, actions.add_day, meeting=turn.meeting, by=turn.by, **form.cleaned_data
        )
    ):
        return turn.done(_("Added: %(day)s.") % {"day": name_of(done.value)}, day=done.value)
    return turn.ask(asked, form)


@preparers
@require_POST
def fill_days(request: ReaderRequest, slug: str) -> HttpResponse:
    """A day for each of the meeting's days that has none yet."""
    turn = Turn(request, slug)
    missing = missing_days(turn.meeting)
    with transaction.atomic():
        for on in missing:
            actions.add_day(meeting=turn.meeting, on=on, by=turn.by)
    number = {"number": len(missing)}
    said = ngettext("Added %(number)d day.", "Added %(number)d days.", len(missing)) % number
    return turn.done(said)


@preparers
@form_methods
def day(request: ReaderRequest, slug: str, day_id: int) -> HttpResponse:
    """Its heading and its date."""
    turn = Turn(request, slug)
    shown = turn.day(day_id)
    asked = Asked(name_of(shown), _("Save"), f"day-{shown.pk}")
    initial = {"on": shown.on, "heading": shown.heading, "seen": mark_of_day(shown)}
    form = EditDayForm(turn.posted, initial=initial, auto_id=f"{asked.mark}-%s")
    if form.is_valid() and (
        done := attempt(form, actions.edit_day, day=shown, by=turn.by, **form.cleaned_data)
    ):
        return turn.done(_("Saved: %(day)s.") % {"day": name_of(done.value)}, day=done.value)
    if form.has_error(NON_FIELD_ERRORS, "changed"):
        put_anew(form, seen=mark_of_day(turn.day(day_id)))
    return turn.ask(asked, form)


@preparers
@form_methods
def duplicate_day(request: ReaderRequest, slug: str, day_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    shown = turn.day(day_id)
    asked = Asked(
        _("Duplicate %(day)s") % {"day": name_of(shown)},
        _("Duplicate"),
        f"copy-day-{shown.pk}",
        _("Its items and speakers are copied; documents stay where they are."),
    )
    initial = {"on": _next_day(turn.meeting)}
    form = CopyForm(turn.posted, initial=initial, auto_id=f"{asked.mark}-%s")
    if form.is_valid() and (
        done := attempt(form, actions.duplicate_day, day=shown, by=turn.by, **form.cleaned_data)
    ):
        return turn.done(_("Added: %(day)s.") % {"day": name_of(done.value)}, day=done.value)
    return turn.ask(asked, form)


@preparers
@form_methods
def cancel_day(request: ReaderRequest, slug: str, day_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    shown = turn.day(day_id)
    asked = Asked(
        _("Cancel %(day)s") % {"day": name_of(shown)},
        _("Cancel the day"),
        f"cancel-day-{shown.pk}",
        is_grave=True,
    )
    form = ReasonForm(turn.posted, auto_id=f"{asked.mark}-%s")
    if form.is_valid() and attempt(
        form, actions.cancel_day, day=shown, by=turn.by, **form.cleaned_data
    ):
        return turn.done(_("Cancelled: %(day)s.") % {"day": name_of(shown)}, day=shown)
    return turn.ask(asked, form)


@preparers
@require_POST
def restore_day(request: ReaderRequest, slug: str, day_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    shown = turn.day(day_id)
    try:
        actions.restore_day(day=shown, by=turn.by)
    except ValidationError as error:
        return turn.refused(error)
    return turn.done(_("%(day)s takes place after all.") % {"day": name_of(shown)}, day=shown)


@preparers
@form_methods
def remove_day(request: ReaderRequest, slug: str, day_id: int) -> HttpResponse:
    """An empty one goes at once, with its button; one with items after it was asked."""
    turn = Turn(request, slug)
    shown = turn.day(day_id)
    number = shown.items.count()
    asked = Asked(
        _("Remove %(day)s") % {"day": name_of(shown)},
        _("Remove the day"),
        f"remove-day-{shown.pk}",
        ngettext(
            "%(number)d item goes with it; its documents stay with the meeting. Undo brings it back.",
            "%(number)d items go with it; their documents stay with the meeting. Undo brings them back.",
            number,
        )
        % {"number": number},
        is_grave=True,
    )
    form = ConfirmForm(turn.posted, auto_id=f"{asked.mark}-%s")
    is_sure = turn.changes and (not number or form.is_valid())
    if is_sure and attempt(form, actions.remove_day, day=shown, by=turn.by):
        return turn.done(_("Removed: %(day)s.") % {"day": name_of(shown)})
    return turn.ask(asked, form)


def missing_days(meeting: Meeting) -> list[date]:
    """The meeting's days, as far as they are known, that its agenda has not yet."""
    if meeting.starts_on is None or meeting.ends_on is None:
        return []
    there = set(meeting.days.values_list("on", flat=True))
    length = (meeting.ends_on - meeting.starts_on).days + 1
    days = (meeting.starts_on + timedelta(days=number) for number in range(min(length, 31)))
    return [on for on in days if on not in there]


def name_of(day: AgendaDay) -> str:
    return date_format(day.on, "l j F")


def _next_day(meeting: Meeting) -> date | None:
    """The first of the meeting's days that is missing, else the day after the agenda's last."""
    if missing := missing_days(meeting):
        return missing[0]
    last = meeting.days.order_by("-on").first()
    return last.on + timedelta(days=1) if last else None
