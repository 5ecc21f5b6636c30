"""All registrations of a meeting in one table, and what is done to several of them at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.manage.pages import form_methods, posted
from members.models import Person
from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.actions.registration.several import Chosen, Outcome, do_to_several, remind
from visits.forms.registrations.bulk import BulkForm
from visits.forms.registrations.filters import SORTS, RegistrationFilter
from visits.manage.opening import open_prepared
from visits.manage.registration.glance import glances
from visits.manage.registration.standing import acting, as_whom
from visits.models import Meeting
from visits.registration.roll import lines_of
from visits.registration.seats import Seats, places_of
from visits.registration.seen import seats_seen
from visits.registration.standing import actors_in
from visits.registration.states import Actor
from visits.registration.window import why_closed, why_not_left

ROWS_A_PAGE: Final = 100
# More names than these are not read.
MOST_NAMED: Final = 12
VERBS: Final = {
    "approve": gettext_lazy("Approve"),
    "give_seat": gettext_lazy("Give a seat by name"),
    "refuse": gettext_lazy("Refuse"),
    "withdraw": gettext_lazy("Withdraw"),
}


@preparers
@form_methods
def registrations(request: ReaderRequest, slug: str) -> HttpResponse:
    """Who registers, and how each stands; those who decide do so for as many as they tick."""
    meeting = open_prepared(request.reader, slug)
    actors = actors_in(request.reader, meeting)
    if request.method == "POST" and not actors:
        raise PermissionDenied
    bulk = BulkForm(posted(request), verbs=_verbs(meeting, actors))
    if bulk.is_valid() and _do(request, meeting, actors, bulk):
        return HttpResponseRedirect(request.get_full_path())
    return render(
        request, "visits/manage/registration/table.html", _context(request, meeting, actors, bulk)
    )


def _verbs(meeting: Meeting, actors: Collection[Actor]) -> dict[str, Any]:
    found = {verb: label for verb, label in VERBS.items() if as_whom(actors, verb)}
    if why_not_left(meeting):
        found.pop("withdraw", None)
    return found | ({"remind": gettext_lazy("Remind")} if actors else {})


def _context(
    request: ReaderRequest, meeting: Meeting, actors: Collection[Actor], bulk: BulkForm
) -> dict[str, Any]:
    seats = seats_seen(meeting, shown=False)
    lines = lines_of(meeting, request.reader, seats, actors)
    narrowing = RegistrationFilter(request.GET, lines=lines, seats=seats)
    sort = request.GET.get("sort", "name")
    found = narrowing.found(sort)
    return {
        "meeting": meeting,
        "tab": "registration",
        "section": "table",
        "glances": glances(seats),
        "has_places": len(places_of(meeting)) > 1,
        "filter": narrowing,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "total": len(lines),
        "sorts": _sorts(request, sort),
        "query": _query(request, "page"),
        "bulk": bulk,
        "verbs": list(bulk.verbs.items()),
        "decides": bool(actors),
        "adds": as_whom(actors, "register"),
        "is_here": seats.settings.is_here,
        "closed": why_closed(meeting, seats.settings),
        "closes_at": seats.settings.closes_at,
        "to_select": _is_to_select(seats, actors),
        "waits_for_you": sum(line.is_asked for line in lines),
    }


def _is_to_select(seats: Seats, actors: Collection[Actor]) -> bool:
    return seats.settings.is_to_be_selected and as_whom(actors, "select") is not None


def _query(request: ReaderRequest, *without: str) -> str:
    """What the address carries on."""
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    return f"{query.urlencode()}&" if query else ""


def _sorts(request: ReaderRequest, sort: str) -> dict[str, dict[str, str]]:
    """Of each column that sorts: the address that sorts by it, and which way it does now."""
    query = _query(request, "sort", "page")
    turned = {"": "none", "-": "descending"}
    found = {}
    for key in SORTS:
        is_this = sort.removeprefix("-") == key
        way = turned["-"] if sort.startswith("-") else "ascending"
        following = f"-{key}" if sort == key else key
        found[key] = {"href": f"?{query}sort={following}", "way": way if is_this else "none"}
    return found


# Doing --------------------------------------------------------------------------------------------


def _do(
    request: ReaderRequest, meeting: Meeting, actors: Collection[Actor], form: BulkForm
) -> bool:
    """Whether it was done to anybody, or to nobody with a reason each; what stops all of it is the form's error."""
    verb, chosen = form.cleaned_data["do"], form.cleaned_data["chosen"]
    try:
        outcome = _done(
            meeting, actors, verb, chosen, form.cleaned_data["reason"], request.reader.person
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    say(request, outcome, DONE[verb])
    return True


def _done(  # noqa: PLR0917 - one verb's whole circumstance
    meeting: Meeting,
    actors: Collection[Actor],
    verb: str,
    chosen: Chosen,
    reason: str,
    by: Person | None,
) -> Outcome:
    if verb == "remind":
        return remind(meeting=meeting, chosen=chosen, by=by)
    actor = acting(actors, verb)
    return do_to_several(
        meeting=meeting, verb=verb, chosen=chosen, reason=reason, by=by, actor=actor
    )


DONE: Final = {
    "approve": lambda number: ngettext("%(number)d approved.", "%(number)d approved.", number),
    "give_seat": lambda number: ngettext(
        "%(number)d has a seat now.", "%(number)d have a seat now.", number
    ),
    "refuse": lambda number: ngettext("%(number)d refused.", "%(number)d refused.", number),
    "withdraw": lambda number: ngettext("%(number)d withdrawn.", "%(number)d withdrawn.", number),
    "remind": lambda number: ngettext("%(number)d reminded.", "%(number)d reminded.", number),
    "invite": lambda number: ngettext("%(number)d invited.", "%(number)d invited.", number),
}


def say(request: ReaderRequest, outcome: Outcome, said: Any) -> None:
    """How many it was done to; by name to whom not, and why."""
    if number := len(outcome.done):
        messages.success(request, said(number) % {"number": number})
    if not outcome.left:
        return
    named = [f"{one.name}: {one.why}" for one in outcome.left[:MOST_NAMED]]
    if (more := len(outcome.left) - MOST_NAMED) > 0:
        named.append(_("and %(number)d more.") % {"number": more})
    words = ngettext(
        "It was not done to %(number)d: %(names)s",
        "It was not done to %(number)d: %(names)s",
        len(outcome.left),
    )
    messages.warning(request, words % {"number": len(outcome.left), "names": " ".join(named)})


def back_to_table(meeting: Meeting) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("manage_registration", args=[meeting.slug]))
