"""A city's registrations: at all meetings to come, at one, and colleagues registered in one table."""

from collections.abc import Sequence

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.requests import ReaderRequest
from portal.city_delegation import (
    address_of,
    chosen_city,
    coordinated_cities,
    known_in,
    open_delegation,
)
from portal.lib.policies import coordinators
from visits.actions.registration.colleagues import Outcome, register_colleagues
from visits.forms.colleagues import ColleagueForm, ColleagueTable
from visits.registration.delegation import Delegation, delegation_of, delegations_of
from visits.registration.seats import ROOM, Place, Seats, places_of
from visits.registration.states import Actor


@require_safe
@never_cache
@coordinators
def my_city_registrations(request: ReaderRequest) -> HttpResponse:
    """The meetings to come with the city's seats; first what waits for its coordinators."""
    city = chosen_city(request.reader, request.GET.get("city", ""))
    cities = coordinated_cities(request.reader)
    delegations = delegations_of(city, request.reader)
    context = {
        "city": city,
        "cities": cities if len(cities) > 1 else [],
        "delegations": delegations,
        "asked": [line for each in delegations for line in each.asked],
        "left": [(line, each) for each in delegations for line in each.left],
        "now": timezone.now(),
    }
    return render(request, "portal/city_registrations/list.html", context)


@require_safe
@never_cache
@coordinators
def my_city_delegation(request: ReaderRequest, slug: str) -> HttpResponse:
    """One meeting: the city's seats, who comes or asks to come, and what can be done about each."""
    delegation = _delegation(request, slug)
    context = {
        "delegation": delegation,
        "meeting": delegation.meeting,
        "places": _places(delegation.seats),
        "contact": delegation.meeting.contact,
    }
    return render(request, "portal/city_registrations/delegation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@coordinators
def my_city_colleagues(request: ReaderRequest, slug: str) -> HttpResponse:
    """Registers those whose rows can be done, and gives the others back as they were typed. Who may not open a meeting
    decides about who is registered for it, and registers nobody more.
    """
    delegation = _delegation(request, slug)
    if request.method == "POST" and not delegation.is_openable:
        raise PermissionDenied
    known = known_in(delegation)
    if request.method != "POST":
        return _form(request, delegation, ColleagueTable(known))
    table = ColleagueTable(known, request.POST)
    if request.POST.get("act") == "more":
        return _form(request, delegation, table.with_more())
    if not ratelimit.consume(request, action="invite"):
        return render(request, "429.html", status=429)
    return _register(request, delegation, table)


def _register(
    request: ReaderRequest, delegation: Delegation, table: ColleagueTable
) -> HttpResponse:
    filled = table.filled
    good = [form for form in filled if form.is_valid()]
    outcomes = register_colleagues(
        meeting=delegation.meeting,
        city=delegation.city,
        colleagues=[form.named for form in good],
        by=request.user,
        actor=Actor.CITY,
    )
    for form, outcome in zip(good, outcomes, strict=True):
        if outcome.refusal is not None and not outcome.is_registered_already:
            form.refuse(outcome.refusal)
    now = delegation_of(delegation.meeting, delegation.city)
    told = (each for each in outcomes if each.registration or each.is_registered_already)
    said = [_said(now, each) for each in told]
    faulty = [form for form in filled if form.errors]
    if said and not faulty:
        _say(request, said)
        return redirect(address_of(delegation))
    table.known = known_in(now)
    return _form(request, now, table.only(faulty), said, faulty, is_empty=not filled)


def _form(
    request: ReaderRequest,
    delegation: Delegation,
    table: ColleagueTable,
    said: Sequence[tuple[str, str]] = (),
    faulty: Sequence[ColleagueForm] = (),
    *,
    is_empty: bool = False,
) -> HttpResponse:
    context = {
        "delegation": delegation,
        "meeting": delegation.meeting,
        "table": table,
        "said": said,
        "faulty": faulty,
        "is_empty": is_empty,
    }
    return render(request, "portal/city_registrations/colleagues.html", context)


def _said(delegation: Delegation, outcome: Outcome) -> tuple[str, str]:
    """Who, and how the registration stands now."""
    if outcome.registration is None:
        name = outcome.named.person.name if outcome.named.person else outcome.named.name
        return name, _("was registered for this meeting already")
    line = delegation.line_of(outcome.registration)
    return outcome.registration.person.name, line.words if line else ""


def _say(request: ReaderRequest, said: Sequence[tuple[str, str]]) -> None:
    done = ngettext("%(number)d person:", "%(number)d people:", len(said)) % {"number": len(said)}
    each = "; ".join(f"{name}: {words}" for name, words in said)
    messages.success(request, f"{done} {each}.")


def _delegation(request: ReaderRequest, slug: str) -> Delegation:
    named = request.POST.get("city", "") or request.GET.get("city", "")
    return open_delegation(request.reader, slug, chosen_city(request.reader, named))


def _places(seats: Seats) -> list[tuple[str, int, int | None]]:
    """Each place and option with the seats held and how many there are, if there is a limit."""
    where = [
        (_("In the room") if place.what == ROOM else _("Online"), place)
        for place in places_of(seats.meeting)
    ]
    options = [(option.title, Place("option", option.pk)) for option in seats.options]
    return [(words, seats.held(one), seats.capacity(one)) for words, one in [*where, *options]]
