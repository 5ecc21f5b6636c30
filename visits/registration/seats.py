"""How many seats there are, who holds them, and whom which limit stops: the rules alone, on plain rows, without a question.

Actions make a ``Seats`` while they hold the meeting's row, so that what it says is still true when they write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from visits.models import Allotment, Claim, ClaimState, Meeting, Option, RegistrationSettings
from visits.models.claim_states import HOLDING

ROOM: Final = Claim.What.ROOM
ONLINE: Final = Claim.What.ONLINE


class Limit(Enum):
    """What keeps a waiting claim from a seat."""

    # All seats are taken.
    PLACE = "place"
    # The city has all of its own.
    CITY = "city"
    # Of an option: the own seat at the meeting is not confirmed yet.
    ATTENDANCE = "attendance"
    # The person does not represent the city any more.
    POST = "post"
    # Others wait before.
    LINE = "line"


class Place(NamedTuple):
    """What a seat is of: the room, online, or one option."""

    what: str
    option_id: int | None = None


def place_of(claim: Claim) -> Place:
    return Place(claim.what, claim.option_id)


def main_place(meeting: Meeting) -> Place:
    """Where cities' seats and allotments are counted: the room, and online where there is no room."""
    return Place(ONLINE if meeting.mode == Meeting.Mode.ONLINE else ROOM)


def places_of(meeting: Meeting) -> list[Place]:
    """Where one may attend."""
    both = {
        Meeting.Mode.IN_PERSON: [ROOM],
        Meeting.Mode.ONLINE: [ONLINE],
        Meeting.Mode.HYBRID: [ROOM, ONLINE],
    }
    return [Place(what) for what in both[Meeting.Mode(meeting.mode)]]


class Tally(NamedTuple):
    """How many seats are held: of each place; of the main one by each city, without kept ones; and of those kept.

    ``attending`` are the registrations that have a seat at the meeting itself.
    """

    by_place: Counter[Place]
    by_city: Counter[int]
    by_allotment: Counter[int]
    attending: frozenset[int]


@dataclass
class Seats:
    """The seats of one meeting as they are on ``today``, a day where it takes place. ``claims`` are its living ones.

    ``entitled`` says of registrations which allotment they may be seated from. ``gone`` are those whose person does not
    represent the city any more: they keep what they have until somebody decides, and are given nothing new. Who changes
    a claim calls ``changed``, so that it is counted again.
    """

    meeting: Meeting
    settings: RegistrationSettings
    allotments: Collection[Allotment]
    options: list[Option]
    claims: list[Claim]
    today: date
    entitled: dict[int, int] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    _tally: Tally | None = None

    def changed(self) -> None:
        self._tally = None

    @property
    def tally(self) -> Tally:
        if self._tally is None:
            self._tally = self._counted()
        return self._tally

    def _counted(self) -> Tally:
        main = main_place(self.meeting)
        holding = [claim for claim in self.claims if claim.state in HOLDING]
        of_cities = (one for one in holding if place_of(one) == main and one.allotment_id is None)
        return Tally(
            Counter(place_of(claim) for claim in holding),
            Counter(claim.city_id for claim in of_cities if claim.city_id is not None),
            Counter(claim.allotment_id for claim in holding if claim.allotment_id is not None),
            frozenset(
                claim.registration_id
                for claim in holding
                if claim.option_id is None and claim.state == ClaimState.CONFIRMED
            ),
        )

    @property
    def places(self) -> list[Place]:
        """Where one may attend, and the options."""
        options = [Place(Claim.What.OPTION, option.pk) for option in self.options]
        return [*places_of(self.meeting), *options]

    # Numbers --------------------------------------------------------------------------------------

    def capacity(self, place: Place) -> int | None:
        """How many seats there are; none where there is no limit."""
        if place.option_id is not None:
            return next(one.seats for one in self.options if one.pk == place.option_id)
        return self.settings.room_seats if place.what == ROOM else self.settings.online_seats

    def held(self, place: Place) -> int:
        return self.tally.by_place[place]

    def over_by(self, place: Place) -> int:
        """By how many more are held than there are, after a capacity was lowered."""
        capacity = self.capacity(place)
        return 0 if capacity is None else max(0, self.held(place) - capacity)

    def is_full(self, place: Place) -> bool:
        """Nobody is given a seat, whoever asks."""
        capacity = self.capacity(place)
        return capacity is not None and self.held(place) >= capacity

    def kept(self, place: Place) -> int:
        """Seats that are kept today for somebody and not taken yet."""
        if place != main_place(self.meeting):
            return 0
        return sum(self.free_of(allotment) for allotment in self.allotments)

    def free(self, place: Place) -> int | None:
        """Seats that anybody may have; none where there is no limit."""
        capacity = self.capacity(place)
        return None if capacity is None else max(0, capacity - self.held(place) - self.kept(place))

    def free_of(self, allotment: Allotment) -> int:
        """How many of the seats kept for these are left today."""
        if not allotment.is_kept_on(self.today):
            return 0
        return max(0, allotment.seats - self.tally.by_allotment[allotment.pk])

    def held_by_city(self, city_id: int) -> int:
        """The seats that count against the city's: of its people, none that was kept for somebody."""
        return self.tally.by_city[city_id]

    def free_of_city(self, city_id: int) -> int | None:
        """What is left of the city's seats; none where they do not limit today."""
        if not self.settings.limits_cities_on(self.today):
            return None
        return max(0, (self.settings.seats_per_city or 0) - self.held_by_city(city_id))

    # Who may have one -----------------------------------------------------------------------------

    def limit_of(self, claim: Claim) -> Limit | None:
        """What stops this claim, were it the first in line; none when there is a seat for it."""
        place = place_of(claim)
        if claim.registration_id in self.gone:
            return Limit.POST
        if place.option_id is not None and claim.registration_id not in self.tally.attending:
            return Limit.ATTENDANCE
        if self.allotment_for(claim) is not None:
            return Limit.PLACE if self.is_full(place) else None
        if place == main_place(self.meeting) and claim.city_id is not None:
            left = self.free_of_city(claim.city_id)
            if left is not None and left <= 0:
                return Limit.CITY
        return Limit.PLACE if self.free(place) == 0 else None

    def limit_in_line(self, claim: Claim) -> Limit | None:
        """The same, behind those who wait before it: none of them that could have the seat is passed by."""
        if (limit := self.limit_of(claim)) is not None:
            return limit
        before = (one for one in self.waiting(place_of(claim)) if one.number < claim.number)
        is_next = all(self.limit_of(one) is not None for one in before)
        return None if is_next or self.allotment_for(claim) is not None else Limit.LINE

    def allotment_for(self, claim: Claim) -> Allotment | None:
        """The allotment from which this claim's seat would be taken."""
        if place_of(claim) != main_place(self.meeting):
            return None
        wanted = self.entitled.get(claim.registration_id)
        kept = next((one for one in self.allotments if one.pk == wanted), None)
        return kept if kept is not None and self.free_of(kept) > 0 else None

    # The line -------------------------------------------------------------------------------------

    def waiting(self, place: Place) -> list[Claim]:
        """Who waits for the place, the first in line first."""
        found = (
            claim
            for claim in self.claims
            if claim.state == ClaimState.WAITING and place_of(claim) == place
        )
        return sorted(found, key=lambda claim: claim.number)

    def position(self, claim: Claim) -> int:
        """The place in line, from 1."""
        return 1 + sum(one.number < claim.number for one in self.waiting(place_of(claim)))

    def next_for(self, place: Place) -> Claim | None:
        """The first whom no limit blocks."""
        return next(self._unblocked(place), None)

    def who_could_have(self, place: Place) -> list[Claim]:
        """All who wait for the place and are blocked by no limit, the first in line first."""
        return list(self._unblocked(place))

    def _unblocked(self, place: Place) -> Iterator[Claim]:
        if not self.is_full(place):
            yield from (one for one in self.waiting(place) if self.limit_of(one) is None)
