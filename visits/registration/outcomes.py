"""What follows from a change of a meeting's registration, in sentences that hold before it is saved and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import City
from visits.models import ClaimState
from visits.registration.seats import ROOM, Place, Seats, place_of, places_of
from visits.registration.window import is_in_last_days, why_closed


class UnforeseenError(Exception):
    """Something follows that who asked for the change was not told before: nothing was changed."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


@dataclass(frozen=True)
class Outcome:
    """The seats before a change and after it."""

    sentences: tuple[str, ...]

    @classmethod
    def of(cls, before: Seats, after: Seats) -> Outcome:
        return cls(
            (
                *_of_way(before, after),
                *_of_window(before, after),
                *_of_giving(before, after),
                *_of_places(before, after),
                *_of_cities(before, after),
            )
        )

    @property
    def mark(self) -> str:
        """By which a form says that these were read."""
        return sha256("\n".join(self.sentences).encode()).hexdigest()[:16]

    def check_known(self, known: str | None) -> None:
        """Raises UnforeseenError where something else follows than was read; with none, anything may follow."""
        if known is not None and self.sentences and self.mark != known:
            raise UnforeseenError(self)


# Whether one can register -------------------------------------------------------------------------


def _of_way(before: Seats, after: Seats) -> Iterator[str]:
    living = len({claim.registration_id for claim in before.claims})
    if before.settings.is_here and not after.settings.is_here and living:
        yield (
            ngettext(
                "%d person is registered here, stays so and can still cancel; nobody new can register here.",
                "%d people are registered here, stay so and can still cancel; nobody new can register here.",
                living,
            )
            % living
        )


def _of_window(before: Seats, after: Seats) -> Iterator[str]:
    was_closed = why_closed(before.meeting, before.settings)
    is_closed = why_closed(after.meeting, after.settings)
    if was_closed and not is_closed:
        yield _("Registration is open at once.")
    elif not was_closed and is_closed and after.settings.is_here:
        opens = after.settings.opens_at
        if opens is not None and opens > timezone.now():
            yield _("Nobody can register until it opens again. Who is registered stays so.")
        else:
            yield _("Registration is closed at once. Who is registered or waits stays so.")


# How seats are given ------------------------------------------------------------------------------


def _of_giving(before: Seats, after: Seats) -> Iterator[str]:
    old, new = before.settings, after.settings
    pending = _number_pending(after)
    if old.is_to_be_selected and not new.is_to_be_selected and _number_pending(before):
        yield _answered_at_once(before, after)
    if (old.approval, old.approval_of_group) != (new.approval, new.approval_of_group) and pending:
        yield (
            ngettext(
                "%d request waits for an answer: who was asked is still asked. The change is for who registers from now on.",
                "%d requests wait for an answer: who was asked is still asked. The change is for who registers from now on.",
                pending,
            )
            % pending
        )
    if new.is_to_be_selected and not old.is_to_be_selected and before.claims:
        yield _("Who has a seat keeps it. Who waits is offered nothing until you have selected.")


def _number_pending(seats: Seats) -> int:
    return len(
        {claim.registration_id for claim in seats.claims if claim.state == ClaimState.PENDING}
    )


def _answered_at_once(before: Seats, after: Seats) -> str:
    was = {claim.pk for claim in before.claims if claim.state == ClaimState.PENDING}
    states = Counter(
        claim.state for claim in after.claims if claim.pk in was and claim.option_id is None
    )
    return _(
        "The requests that were collected are answered at once, in the order in which they came: %(seated)d get a seat, "
        "%(waiting)d wait."
    ) % {"seated": states[ClaimState.CONFIRMED], "waiting": states[ClaimState.WAITING]}


# Seats --------------------------------------------------------------------------------------------


def _of_places(before: Seats, after: Seats) -> Iterator[str]:
    options = [Place("option", option.pk) for option in after.options]
    for place in [*places_of(after.meeting), *options]:
        is_known = place.option_id is None or any(o.pk == place.option_id for o in before.options)
        if not is_known:
            continue
        waiting, offered = len(before.waiting(place)), _offered_now(before, after, place)
        name = _name_of(after, place)
        if offered:
            yield _offering(waiting, offered, name)
        elif waiting and before.free(place) == 0 and after.free(place) != 0:
            yield _nothing_offered(after, waiting, name)
        if before.capacity(place) != after.capacity(place) and (over := after.over_by(place)):
            yield _over(after.held(place), over, name)


def _name_of(seats: Seats, place: Place) -> str:
    if place.option_id is not None:
        title = next(one.title for one in seats.options if one.pk == place.option_id)
        return _("a seat for “%s”") % title
    return _("a seat in the room") if place.what == ROOM else _("a seat online")


def _offered_now(before: Seats, after: Seats, place: Place) -> int:
    waiting = {claim.pk for claim in before.waiting(place)}
    return sum(
        claim.pk in waiting and claim.state == ClaimState.OFFERED and place_of(claim) == place
        for claim in after.claims
    )


def _offering(waiting: int, offered: int, name: str) -> str:
    said = {"name": name, "waiting": waiting, "offered": offered}
    if waiting == offered:
        return (
            ngettext(
                "%(waiting)d person waits for %(name)s, and is offered one.",
                "%(waiting)d people wait for %(name)s, and all are offered one.",
                waiting,
            )
            % said
        )
    return (
        ngettext(
            "%(waiting)d people wait for %(name)s: the first whom no limit stops is offered one.",
            "%(waiting)d people wait for %(name)s: the first %(offered)d whom no limit stops are offered one.",
            offered,
        )
        % said
    )


def _nothing_offered(after: Seats, waiting: int, name: str) -> str:
    said = ngettext(
        "%(waiting)d person waits for %(name)s and is offered nothing: %(why)s",
        "%(waiting)d people wait for %(name)s and are offered nothing: %(why)s",
        waiting,
    )
    if after.settings.is_to_be_selected:
        why = _("you have not selected yet.")
    elif is_in_last_days(after.meeting):
        why = _("in the last seven days you give seats by name.")
    else:
        why = _("another limit stops them.")
    return said % {"waiting": waiting, "name": name, "why": why}


def _over(held: int, over: int, name: str) -> str:
    return _(
        "%(held)d people hold %(name)s: over by %(over)d. Nobody loses it; none is given until more than these have left."
    ) % {"held": held, "over": over, "name": name}


def _of_cities(before: Seats, after: Seats) -> Iterator[str]:
    """Cities that hold more than they may from now on."""
    settings = after.settings
    is_same = before.settings.seats_per_city == settings.seats_per_city
    if is_same or not settings.limits_cities_on(after.today):
        return
    most = settings.seats_per_city or 0
    held = {
        claim.city_id: after.held_by_city(claim.city_id)
        for claim in after.claims
        if claim.city_id is not None
    }
    over = [pk for pk, number in held.items() if number > most]
    if not over:
        return
    names = ", ".join(
        f"{city.name} ({held[city.pk]})"
        for city in City.objects.filter(pk__in=over).order_by("name_key")
    )
    yield _(
        "More than %(most)d seats are held by %(cities)s. Nobody loses one; these cities get no new one."
    ) % {"most": most, "cities": names}
