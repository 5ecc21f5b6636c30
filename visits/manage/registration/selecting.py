"""Choosing who comes, where seats are given by selection: all are answered at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.manage.pages import form_methods, posted
from members.models import City
from members.requests import ReaderRequest
from portal.lib import digits
from portal.lib.policies import preparers
from visits.actions.registration.approving import select
from visits.forms.registrations.selecting import WAIT, SelectingForm
from visits.manage.opening import open_prepared
from visits.manage.registration.standing import acting, as_whom
from visits.manage.registration.table import back_to_table
from visits.models import ClaimState, Meeting
from visits.registration.roll import Line, lines_of
from visits.registration.seats import Seats, main_place
from visits.registration.seen import seats_seen
from visits.registration.standing import actors_in, is_left_to_others
from visits.registration.states import Actor


@dataclass
class CityBox:
    """A city's requests, with the seats it has left; none where nothing limits it."""

    city: City | None
    left: int | None
    lines: list[Line] = field(default_factory=list)


@preparers
@form_methods
def select_registrations(request: ReaderRequest, slug: str) -> HttpResponse:
    """The requests by city, with what is left to give; ``count`` only counts what is ticked, for who has no scripts."""
    meeting = open_prepared(request.reader, slug)
    actors = actors_in(request.reader, meeting)
    if not actors:
        raise PermissionDenied
    form = SelectingForm(posted(request))
    is_counting = request.POST.get("do") == "count"
    if form.is_valid() and not is_counting and _select(request, meeting, form, actors):
        return back_to_table(meeting)
    return render(
        request,
        "visits/manage/registration/select.html",
        _context(request, meeting, form, actors),
    )


def _select(
    request: ReaderRequest, meeting: Meeting, form: SelectingForm, actors: frozenset[Actor]
) -> bool:
    given = form.cleaned_data
    try:
        number = select(
            meeting=meeting,
            chosen=given["chosen"],
            seen=given["seen"],
            others_wait=given["others"] == WAIT,
            by=request.reader.person,
            actor=acting(actors, "select"),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    words = ngettext(
        "%(number)d request is answered: %(chosen)d chosen.",
        "%(number)d requests are answered: %(chosen)d chosen.",
        number,
    )
    messages.success(request, words % {"number": number, "chosen": len(set(given["chosen"]))})
    return True


def _context(
    request: ReaderRequest, meeting: Meeting, form: SelectingForm, actors: frozenset[Actor]
) -> dict[str, Any]:
    seats = seats_seen(meeting, shown=False)
    lines = [
        line
        for line in lines_of(meeting, request.reader, seats, actors)
        if line.registration.state == ClaimState.PENDING
    ]
    lines.sort(key=attrgetter("number"))
    ticked = (
        set(form.cleaned_data.get("chosen", ())) if form.is_bound and form.is_valid() else set()
    )
    if form.is_bound and not ticked:
        ticked = {digits.number(key) for key in request.POST.getlist("chosen")}
    left = _left_to_cities(lines, actors)
    return {
        "meeting": meeting,
        "tab": "registration",
        "section": "table",
        "form": form,
        "cities": _by_city(lines, seats),
        "lines": lines,
        "left": left,
        "left_words": _left_words(len(left)),
        "may_answer": len(left) < len(lines),
        "ticked": ticked,
        "free": seats.free(main_place(meeting)),
        "settings": seats.settings,
        "is_open": not seats.settings.has_closed,
        "counted": _counted(lines, ticked, seats) if form.is_bound else [],
    }


def _left_to_cities(lines: list[Line], actors: frozenset[Actor]) -> set[int]:
    """The keys of those that are not answered here: their cities are still asked."""
    actor = as_whom(actors, "select")
    return {
        line.registration.pk
        for line in lines
        if actor is not None and is_left_to_others(actor, line.registration)
    }


def _left_words(number: int) -> str:
    """What becomes of them; empty where there are none."""
    if not number:
        return ""
    words = ngettext(
        "%(number)d request still waits for its city to approve it, and cannot be chosen. If the city approves it after "
        "your selection, it joins the waiting list at the place of its request and is offered a seat that is free in "
        "the ordinary way.",
        "%(number)d requests still wait for their cities to approve them, and cannot be chosen. Those that are approved "
        "after your selection join the waiting list at the places of their requests and are offered seats that are free "
        "in the ordinary way.",
        number,
    )
    return words % {"number": number}


def _by_city(lines: list[Line], seats: Seats) -> list[CityBox]:
    boxes: dict[int | None, CityBox] = {}
    for line in lines:
        city = line.registration.city
        left = seats.free_of_city(city.pk) if city else None
        key = city.pk if city else None
        boxes.setdefault(key, CityBox(city, left)).lines.append(line)
    return sorted(
        boxes.values(), key=lambda box: (box.city is None, box.city.name_key if box.city else "")
    )


def _counted(lines: list[Line], ticked: set[int], seats: Seats) -> list[str]:
    """What is ticked beyond what is left, in words; kept seats are not counted against a city."""
    by_city: defaultdict[City, int] = defaultdict(int)
    taken = 0
    for line in lines:
        row = line.registration
        if row.pk not in ticked:
            continue
        taken += 1
        if row.city is not None and not row.allotment_id:
            by_city[row.city] += 1
    said = []
    free = seats.free(main_place(seats.meeting))
    if free is not None and taken > free:
        said.append(
            _("%(taken)d are ticked, and %(free)d seats are free.") % {"taken": taken, "free": free}
        )
    for city, number in by_city.items():
        left = seats.free_of_city(city.pk)
        if left is not None and number > left:
            words = _("%(city)s: %(number)d are ticked, and %(left)d of its seats are left.")
            said.append(words % {"city": city.name, "number": number, "left": left})
    return said or [_("%(number)d are ticked, and there is a seat for each.") % {"number": taken}]
