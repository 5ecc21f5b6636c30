"""A meeting's seats in numbers: held, waiting, to be answered, over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits.models import ClaimState
from visits.registration.line_words import place_words
from visits.registration.seats import Place, Seats, place_of


@dataclass(frozen=True)
class Glance:
    """One place: the room, online, or an option. ``seats`` is none where there is no limit."""

    title: str
    held: int
    seats: int | None
    rest: list[str]
    over_by: int

    @property
    def words(self) -> str:
        """28 of 30 seats, 5 waiting, 3 to approve; over by 2."""
        if self.seats is None:
            first = ngettext(
                "%(held)d seat, without a limit", "%(held)d seats, without a limit", self.held
            )
            said = first % {"held": self.held}
        else:
            said = _("%(held)d of %(seats)d seats") % {"held": self.held, "seats": self.seats}
        said = ", ".join([said, *self.rest])
        return f"{said}; {self.over_words}" if self.over_by else said

    @property
    def over_words(self) -> str:
        return _("over by %(number)d") % {"number": self.over_by}


def glances(seats: Seats) -> list[Glance]:
    """Where one attends, then the options that anybody asked for or that have seats."""
    states = Counter((place_of(claim), claim.state) for claim in seats.claims)
    return [_glance(seats, place, states) for place in seats.places]


def _glance(seats: Seats, place: Place, states: Counter[tuple[Place, str]]) -> Glance:
    """``rest`` is what else there is to know, as far as there is any of it."""
    rest = [words % {"number": number} for number, words in _rest(seats, place, states) if number]
    capacity, held = seats.capacity(place), seats.held(place)
    return Glance(place_words(seats, place), held, capacity, rest, seats.over_by(place))


def _rest(seats: Seats, place: Place, states: Counter[tuple[Place, str]]) -> list[tuple[int, str]]:
    to_select = seats.settings.is_to_be_selected
    pending = _("%(number)d to select among") if to_select else _("%(number)d to approve")
    return [
        (states[place, ClaimState.OFFERED], _("%(number)d of them offered")),
        (seats.kept(place), _("%(number)d more kept")),
        (states[place, ClaimState.WAITING], _("%(number)d waiting")),
        (states[place, ClaimState.PENDING], pending),
        (states[place, ClaimState.INVITED], _("%(number)d invited")),
    ]
