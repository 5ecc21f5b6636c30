"""What somebody reads before registering: how many seats there are and are left, who approves, what happens without a seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits.models import Registration
from visits.registration import moments
from visits.registration.approval import who_approves
from visits.registration.seats import ROOM, Place, Seats, places_of

if TYPE_CHECKING:
    from members.models import City
    from members.reader import Reader

By = Registration.By


@dataclass
class Beforehand:
    """For a reader who may come for each of ``cities``; none of these for staff. No invited person is approved again."""

    seats: Seats
    reader: Reader
    cities: Sequence[City] = ()
    is_invited: bool = False

    @property
    def places(self) -> list[str]:
        """The seats of the room, and online."""
        return [self._seats_of(place) for place in places_of(self.seats.meeting)]

    def _seats_of(self, place: Place) -> str:
        capacity, free = self.seats.capacity(place), self.seats.free(place)
        if capacity is None or free is None:
            return (
                _("in the room, as many as come") if place.what == ROOM else _("online, no limit")
            )
        words = (
            ngettext("%(number)d seat in the room", "%(number)d seats in the room", capacity)
            if place.what == ROOM
            else ngettext("%(number)d seat online", "%(number)d seats online", capacity)
        )
        left = _("%(number)d left") % {"number": free} if free else _("none left")
        return f"{words % {'number': capacity}}, {left}"

    @property
    def of_cities(self) -> list[str]:
        """What is left for each city, where its seats limit today."""
        return list(filter(None, map(self._of_city, self.cities)))

    def _of_city(self, city: City) -> str:
        left, most = self.seats.free_of_city(city.pk), self.seats.settings.seats_per_city
        if left is None or most is None:
            return ""
        seats = ngettext("%(number)d seat", "%(number)d seats", most) % {"number": most}
        rest = _("%(number)d left") % {"number": left} if left else _("none left")
        said = {"city": city.name, "seats": seats, "left": rest}
        if until := self.seats.settings.city_limit_until:
            said["day"] = date_format(until, "j F")
            return _("%(city)s: %(seats)s, %(left)s; from %(day)s on free seats are for all") % said
        return _("%(city)s: %(seats)s, %(left)s") % said

    @property
    def line(self) -> str:
        """What happens without a seat. Some wait for their city's seats alone, and nobody else waits for them."""
        (main, *_others) = places_of(self.seats.meeting)
        number = len(self.seats.waiting(main))
        if not number:
            return _("Nobody waits. Whoever finds no free seat joins the waiting list.")
        words = ngettext(
            "%(number)d person waits. Whoever finds no free seat joins the waiting list behind that person.",
            "%(number)d people wait. Whoever finds no free seat joins the waiting list behind them.",
            number,
        )
        return words % {"number": number}

    @property
    def approvals(self) -> list[str]:
        if self.is_invited:
            return [_("Nobody needs to approve: you are invited.")]
        if self.seats.settings.is_to_be_selected:
            return [*self._approvals, self._selection()]
        return self._approvals

    @cached_property
    def _approvals(self) -> list[str]:
        if not self.cities:
            return [self._said(self._approval_for(None), [])]
        by: dict[By, list[str]] = {}
        for city in self.cities:
            by.setdefault(self._approval_for(city), []).append(city.name)
        return [self._said(approval, names) for approval, names in by.items()]

    def _selection(self) -> str:
        closes_at = self.seats.settings.closes_at
        when = moments.said(closes_at, self.seats.meeting) if closes_at else ""
        said = _(
            "Seats are given by selection: everybody is answered the same day, after %(moment)s."
        )
        return said % {"moment": when}

    def _approval_for(self, city: City | None) -> By:
        return who_approves(
            self.seats.settings,
            is_of_group=lambda: self._is_of_group,
            has_city=city is not None,
            decides_for_city=lambda: (
                city is not None and city.pk in self.reader.coordinated_city_ids
            ),
        )

    @cached_property
    def _is_of_group(self) -> bool:
        meeting, mine = self.seats.meeting, self.reader.joined_group_ids
        if not mine or meeting.lead_group_id in mine:
            return bool(mine)
        return meeting.joint_groups.filter(pk__in=mine).exists()

    def _said_of_city(self, names: Sequence[str]) -> str:
        said = ngettext(
            "%(cities)s’s coordinator is asked to approve; after three working days the secretariat may answer too. No seat "
            "is held until then.",
            "The coordinators of %(cities)s are asked to approve; after three working days the secretariat may answer too. "
            "No seat is held until then.",
            len(names),
        )
        return said % {"cities": get_text_list(list(names), _("and"))}

    def _said(self, approval: By, cities: Sequence[str]) -> str:
        match approval:
            case By.CITY:
                return self._said_of_city(cities)
            case By.STAFF:
                return _(
                    "The secretariat or the group’s chair is asked to approve. No seat is held until then."
                )
            case _nobody:
                return _("Nobody needs to approve.")
