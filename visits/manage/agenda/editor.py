"""The screen on which an agenda is edited, and taking back what was done there."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.actions import agenda_undo as actions
from visits.manage.agenda.shown import Screen
from visits.manage.agenda.status import Status
from visits.manage.agenda.turn import Turn


@preparers
@require_safe
def agenda(request: ReaderRequest, slug: str) -> HttpResponse:
    """All of it. A script that asks is given what the screen shows anew."""
    turn = Turn(request, slug)
    screen = Screen.of(turn.meeting)
    context = {
        "screen": screen,
        "meeting": turn.meeting,
        "status": Status.of(request, screen),
        "base": turn.address,
        "tab": "agenda",
    }
    if turn.is_fragment:
        fragment = {"oob": True, "is_all": True, "said": _("This is the agenda as it is now.")}
        return render(request, "visits/manage/agenda/_changes.html", context | fragment)
    return render(request, "visits/manage/agenda/agenda.html", context)


@preparers
@require_POST
def undo(request: ReaderRequest, slug: str) -> HttpResponse:
    return _back_or_forth(Turn(request, slug), actions.undo, _("Undone."))


@preparers
@require_POST
def redo(request: ReaderRequest, slug: str) -> HttpResponse:
    return _back_or_forth(Turn(request, slug), actions.redo, _("Done again."))


def _back_or_forth(turn: Turn, action: Callable[..., Any], said: str) -> HttpResponse:
    try:
        action(meeting=turn.meeting, by=turn.by)
    except ValidationError as error:
        return turn.refused(error)
    return turn.done(said)
