"""A meeting's registrations in numbers: by state, over time, by city, and what is asked for, without a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.lib.curves import Curve, Step, draw
from visits.models import Claim, ClaimState, Registration
from visits.models.claim_states import ASKING, ENDED, LIVING
from visits.registration.seats import ONLINE, ROOM, Place, Seats, main_place, places_of
from visits.registration.window import begins_at

if TYPE_CHECKING:
    from members.models import City

DAY: Final = timedelta(days=1)
# A table of days has at most so many rows; then it goes by weeks, and after as many weeks by months.
MOST_ROWS: Final = 14


class Bar(NamedTuple):
    """One line of a table that is drawn as well: how many, and how long its bar is, in percent of the longest."""

    label: str
    number: int
    share: float
    tone: str = ""


def bars(
    counted: Iterable[tuple[str, int]], *, most: int = 0, tones: Sequence[str] = ()
) -> list[Bar]:
    """``most`` is what a whole bar stands for; the largest of the numbers where it is not said."""
    found = list(counted)
    whole = max([most, 1, *(number for _label, number in found)])
    shown = [*tones, *([""] * len(found))]
    return [
        Bar(label, number, round(100 * number / whole, 1), tone)
        for (label, number), tone in zip(found, shown, strict=False)
    ]


# By state -----------------------------------------------------------------------------------------


def by_state(rows: Sequence[Registration]) -> list[Bar]:
    """What goes on, the best first, then what has ended; nothing of what there is none."""
    counts = Counter(row.state for row in rows)
    there = [state for state in (*LIVING, *ENDED) if counts[state]]
    tones = [_tone(state) for state in there]
    labels = [ClaimState(state).label.capitalize() for state in there]
    return bars(zip(labels, (counts[state] for state in there), strict=True), tones=tones)


def _tone(state: str) -> str:
    if state in ENDED:
        return "ended"
    return {ClaimState.CONFIRMED: "good", ClaimState.OFFERED: "sun"}.get(ClaimState(state), "")


# Places -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """One place: confirmed, offered and waiting; ``left`` is none where there is no limit. ``share`` is of the bar."""

    title: str
    confirmed: int
    offered: int
    waiting: int
    seats: int | None
    left: int | None
    over_by: int

    @property
    def share(self) -> float:
        """How much of the seats is confirmed."""
        return min(100.0, round(100 * self.confirmed / self.seats, 1)) if self.seats else 0

    @property
    def offered_share(self) -> float:
        return (
            min(100.0 - self.share, round(100 * self.offered / self.seats, 1)) if self.seats else 0
        )


def places(seats: Seats) -> list[Held]:
    """The room, online and each option."""
    titles = {Place(ROOM): _("In the room"), Place(ONLINE): _("Online")}
    options = {Place(Claim.What.OPTION, one.pk): one.title for one in seats.options}
    counted = Counter((claim.what, claim.option_id, claim.state) for claim in seats.claims)
    found = []
    for place in [*places_of(seats.meeting), *options]:
        state = {name: counted[*place, name] for name in (*LIVING,)}
        found.append(
            Held(
                (titles | options)[place],
                state[ClaimState.CONFIRMED],
                state[ClaimState.OFFERED],
                state[ClaimState.WAITING],
                seats.capacity(place),
                seats.free(place),
                seats.over_by(place),
            )
        )
    return found


# Over time ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Period:
    """A day, a week or a month: how many came and ended in it, and how many there were at its end."""

    label: str
    came: int
    ended: int
    standing: int


@dataclass(frozen=True)
class Course:
    curve: Curve
    periods: list[Period]


def course(rows: Sequence[Registration], seats: Seats) -> Course | None:
    """From the opening, or the first registration, until today or the meeting; nothing without a registration."""
    if not rows:
        return None
    zone = seats.meeting.zone
    came = Counter(timezone.localdate(row.registered_at, zone) for row in rows)
    ended = Counter(timezone.localdate(row.ended_at, zone) for row in rows if row.ended_at)
    opened = seats.settings.opens_at
    first = min([*came, *([timezone.localdate(opened, zone)] if opened else [])])
    last = max([_until(seats), *came, *ended])
    steps, standing, total = [], 0, 0
    for day in sorted({*came, *ended}):
        total += came[day]
        standing += came[day] - ended[day]
        steps.append(Step(day, standing, total))
    drawn = draw(steps, first=first, last=last, mark=seats.capacity(main_place(seats.meeting)))
    return Course(drawn, list(_periods(came, ended, first, last)))


def _until(seats: Seats) -> date:
    begins = begins_at(seats.meeting)
    return min(seats.today, begins.date()) if begins else seats.today


def _periods(
    came: Counter[date], ended: Counter[date], first: date, last: date
) -> Iterator[Period]:
    standing = 0
    for label, begin, end in _spans(first, last):
        days = [begin + DAY * number for number in range((end - begin).days)]
        new, gone = sum(came[day] for day in days), sum(ended[day] for day in days)
        standing += new - gone
        yield Period(label, new, gone, standing)


def _spans(first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """Its words, its first day, and the day after its last one."""
    length = (last - first).days + 1
    if length > 7 * MOST_ROWS:
        begin = first.replace(day=1)
        while begin <= last:
            end = (begin + 31 * DAY).replace(day=1)
            yield date_format(begin, "F Y"), begin, end
            begin = end
        return
    step = 1 if length <= MOST_ROWS else 7
    for number in range(0, length, step):
        begin = first + DAY * number
        label = date_format(begin, "j F")
        if step == 7:
            label = _("week from %(day)s") % {"day": label}
        yield label, begin, begin + DAY * step


# By city ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OfCity:
    """``city`` is none for those who come for no city; ``left`` of its seats, none where these do not limit."""

    city: City | None
    number: int
    confirmed: int
    waiting: int
    left: int | None

    @property
    def name(self) -> str:
        return self.city.name if self.city else _("For no member city")


def by_city(rows: Sequence[Registration], seats: Seats) -> list[OfCity]:
    """Who asked for a seat, those of which most come first."""
    asking = [row for row in rows if row.state in ASKING]
    found: dict[int | None, list[Registration]] = {}
    for row in asking:
        found.setdefault(row.city_id, []).append(row)
    lines = [_of_city(of, seats) for of in found.values()]
    return sorted(
        lines, key=lambda one: (one.city is None, -one.number, one.city and one.city.name_key)
    )


def _of_city(rows: list[Registration], seats: Seats) -> OfCity:
    city, states = rows[0].city, Counter(row.state for row in rows)
    confirmed = states[ClaimState.CONFIRMED]
    left = seats.free_of_city(city.pk) if city else None
    return OfCity(city, len(rows), confirmed, states[ClaimState.WAITING], left)


def attending(seats: Seats) -> frozenset[int]:
    """Whom the caterer counts: a confirmed seat in the room; online, where there is no room."""
    main = main_place(seats.meeting).what
    return frozenset(
        claim.registration_id
        for claim in seats.claims
        if claim.what == main and claim.state == ClaimState.CONFIRMED
    )
