"""Of who waits: the place in line, what keeps them from a seat and what comes next, in one wording for whoever reads it.

Pages, mails, the desk's table and the city's list put these words into their own sentences. What says why speaks of
nobody as “you”, for it goes to the person, to the city and to those who decide alike.
"""

from __future__ import annotations

from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visits.models import Claim, Meeting
from visits.registration.seats import ONLINE, ROOM, Limit, Place, Seats, place_of
from visits.registration.window import is_in_last_days

KEPT_ONLINE: Final = gettext_lazy(
    "Your seat online is kept for you while you wait for the room, and given back once you have one there."
)


def limit_words(seats: Seats, claim: Claim, limit: Limit | None) -> str:
    """What ``limit`` says of this claim; that there is a seat where nothing stops it."""
    match limit:
        case Limit.CITY:
            said = {"city": _city(claim), "number": seats.settings.seats_per_city or 0}
            return _("%(city)s has all the seats that a city may have (%(number)d)") % said
        case Limit.PLACE:
            return _full(place_of(claim))
        case Limit.POST:
            said = {"city": _city(claim)}
            return _("the post in %(city)s has ended, so somebody decides first") % said
        case Limit.ATTENDANCE:
            return _("no seat at the meeting itself is confirmed yet")
        case Limit.LINE:
            return _("others come first")
        case _nothing:
            return _("there is a seat that nobody earlier in line can take")


def _city(claim: Claim) -> str:
    city = claim.registration.city
    return city.name if city else _("the city")


def _full(place: Place) -> str:
    if place.what == ROOM:
        return _("all seats in the room are taken")
    return _("all seats online are taken") if place.what == ONLINE else _("all its seats are taken")


def place_words(seats: Seats, place: Place) -> str:
    """What a seat is of, as a heading."""
    if place.option_id is not None:
        return next(option.title for option in seats.options if option.pk == place.option_id)
    return _("In the room") if place.what == ROOM else _("Online")


def why_words(seats: Seats, claim: Claim) -> str:
    """Why this claim waits, behind those who wait before it."""
    return limit_words(seats, claim, seats.limit_in_line(claim))


def waiting_words(seats: Seats, claim: Claim) -> str:
    """The place in line, and why."""
    said = {"place": seats.position(claim), "why": why_words(seats, claim)}
    return _("number %(place)d on the waiting list: %(why)s") % said


def next_words(meeting: Meeting) -> str:
    """How a seat that becomes free is given, today."""
    if is_in_last_days(meeting):
        return _(
            "In the last seven days before the meeting seats are not offered by themselves any more: the secretariat "
            "decides by name, and writes to you."
        )
    return _(
        "When a seat is free for you, it is offered to you by mail and kept for two working days."
    )


def sentence(words: str) -> str:
    """The words as a sentence of their own."""
    return f"{capfirst(words)}."
