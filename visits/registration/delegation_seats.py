"""A city's seats at a meeting, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import City
from visits.models import ClaimState
from visits.registration.seats import Seats, main_place, place_of

# More are said in a number alone.
MOST_DOTS: Final = 12


@dataclass(frozen=True)
class CitySeats:
    """A city's seats today. ``most`` is none where nothing limits them; from ``until_on`` on they limit no more."""

    most: int | None
    taken: int
    offered: int
    until_on: date | None = None

    @property
    def left(self) -> int | None:
        return None if self.most is None else max(0, self.most - self.taken - self.offered)

    @property
    def over_by(self) -> int:
        return 0 if self.most is None else max(0, self.taken + self.offered - self.most)

    @property
    def dots(self) -> list[str]:
        """One for each seat, to look at; none where they are too many, or without a limit."""
        every = ["taken"] * self.taken + ["offered"] * self.offered + ["free"] * (self.left or 0)
        return every if self.most is not None and len(every) <= MOST_DOTS else []

    def __str__(self) -> str:
        """2 seats: 1 taken, 1 left until 1 May."""
        said = {"parts": ", ".join(self._parts())}
        if self.most is None:
            return _("No limit for each city: %(parts)s") % said
        seats = ngettext("%(number)d seat", "%(number)d seats", self.most) % {"number": self.most}
        return _("%(seats)s: %(parts)s") % (said | {"seats": seats})

    def _parts(self) -> list[str]:
        parts = [_("%(number)d taken") % {"number": self.taken}]
        if self.offered:
            parts.append(_("%(number)d offered") % {"number": self.offered})
        return parts if self.most is None else [*parts, self._rest()]

    def _rest(self) -> str:
        if self.over_by:
            return _("over by %(number)d") % {"number": self.over_by}
        left = _("%(number)d left") % {"number": self.left} if self.left else _("none left")
        if self.until_on is None:
            return left
        said = {"left": left, "day": date_format(self.until_on, "j F")}
        return _("%(left)s until %(day)s") % said


def city_seats(seats: Seats, city: City) -> CitySeats:
    """Those that count against the city's: none that was kept for the host's team, speakers or staff."""
    settings, main = seats.settings, main_place(seats.meeting)
    offered = sum(
        1
        for claim in seats.claims
        if claim.city_id == city.pk
        and claim.allotment_id is None
        and claim.state == ClaimState.OFFERED
        and place_of(claim) == main
    )
    return CitySeats(
        settings.seats_per_city if settings.limits_cities_on(seats.today) else None,
        seats.held_by_city(city.pk) - offered,
        offered,
        settings.city_limit_until,
    )
