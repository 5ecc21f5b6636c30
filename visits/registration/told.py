"""How one's own registration stands, in plain words: what is confirmed, which place in line, which limit, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visits.models import Claim, ClaimState, Registration
from visits.models.claim_states import LIVING
from visits.registration import moments
from visits.registration.line_words import (
    KEPT_ONLINE,
    next_words,
    sentence,
    waiting_words,
    why_words,
)
from visits.registration.seats import ONLINE, ROOM, Limit, Seats, places_of
from visits.registration.substitution import may_send_colleague

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TONES: Final = {
    ClaimState.CONFIRMED: "good",
    ClaimState.OFFERED: "sun",
    ClaimState.WAITING: "",
    ClaimState.PENDING: "",
    ClaimState.INVITED: "sun",
}
ENDINGS: Final[dict[str, StrOrPromise]] = {
    ClaimState.REFUSED: gettext_lazy("Your request was refused"),
    ClaimState.DECLINED: gettext_lazy("You said no to the seat"),
    ClaimState.LAPSED: gettext_lazy("Your registration has run out"),
    ClaimState.CANCELLED: gettext_lazy("You cancelled your registration"),
    ClaimState.WITHDRAWN: gettext_lazy("Your registration was withdrawn"),
}
PASSED_ON: Final = gettext_lazy("Somebody else comes instead of you")


def best_first(claims: Iterable[Claim]) -> list[Claim]:
    """Those to attend before options, the best of them first; of two that stand alike the room before online."""
    order = [str(state) for state in LIVING]
    return sorted(
        claims,
        key=lambda one: (
            one.option_id is not None,
            order.index(one.state),
            one.what == ONLINE,
            one.number,
        ),
    )


def ending(registration: Registration) -> StrOrPromise:
    is_withdrawn = registration.state == ClaimState.WITHDRAWN
    if is_withdrawn and Registration.objects.filter(replaces=registration).exists():
        return PASSED_ON
    return ENDINGS[registration.state]


@dataclass
class ToldClaim:
    """One claim: to the room, to a seat online, to an option."""

    claim: Claim
    seats: Seats

    @property
    def tone(self) -> str:
        return TONES[ClaimState(self.claim.state)]

    @property
    def is_to_answer(self) -> bool:
        return self.claim.state == ClaimState.OFFERED

    @property
    def title(self) -> str:
        """What it is to."""
        if self.claim.option is not None:
            return self.claim.option.title
        return _("In the room") if self.claim.what == ROOM else _("Online")

    @property
    def state(self) -> str:
        return str(self.claim.get_state_display())

    @property
    def headline(self) -> str:
        match self.claim.state:
            case ClaimState.CONFIRMED:
                return self._has_seat()
            case ClaimState.OFFERED:
                return _("A seat is kept for you")
            case ClaimState.WAITING:
                place = {"place": self.seats.position(self.claim)}
                return _("You are number %(place)d on the waiting list") % place
            case ClaimState.PENDING:
                return _("Your request is being looked at")
            case _invited:
                return _("You are invited")

    def _has_seat(self) -> str:
        if len(places_of(self.seats.meeting)) == 1:
            return _("You are coming")
        if self.claim.what == ROOM:
            return _("You have a seat in the room")
        return _("You have a seat online")

    @property
    def sentences(self) -> list[str]:
        """Why so, until when, and what comes next."""
        match self.claim.state:
            case ClaimState.OFFERED if self.claim.until_at is not None:
                said = _(
                    "It is yours if you accept it by %(moment)s. After that it is free for others."
                )
                return [said % {"moment": moments.said(self.claim.until_at, self.seats.meeting)}]
            case ClaimState.WAITING:
                return [sentence(why_words(self.seats, self.claim)), *self.next_steps]
            case _others:
                return self.next_steps

    @property
    def next_steps(self) -> list[str]:
        """What comes next, where that is not the person's to do."""
        match self.claim.state:
            case ClaimState.WAITING if self.claim.registration_id in self.seats.gone:
                return []
            case ClaimState.WAITING if self._follows_seat:
                return [
                    _(
                        "Once your seat at the meeting is confirmed, this is yours too if it is free."
                    )
                ]
            case ClaimState.WAITING:
                return [next_words(self.seats.meeting)]
            case ClaimState.PENDING:
                return self._pending()
            case _others:
                return []

    @property
    def _follows_seat(self) -> bool:
        """Waits for nothing but the person's own seat at the meeting."""
        return self.seats.limit_of(self.claim) == Limit.ATTENDANCE

    @property
    def short(self) -> str:
        """Beside its title, in a line of a list."""
        if self.claim.state == ClaimState.WAITING:
            return waiting_words(self.seats, self.claim)
        if self.claim.state == ClaimState.OFFERED and self.claim.until_at is not None:
            until = {"moment": moments.said(self.claim.until_at, self.seats.meeting)}
            return _("offered to you until %(moment)s") % until
        return self.state

    def _pending(self) -> list[str]:
        registration, meeting = self.claim.registration, self.seats.meeting
        if registration.approval and registration.approved_at is None:
            return self._asked()
        closes_at = self.seats.settings.closes_at
        when = moments.said(closes_at, meeting) if closes_at else ""
        said = _(
            "Seats are given by selection: everybody is answered the same day, after %(moment)s. No seat is held until then."
        )
        return [said % {"moment": when}]

    def _asked(self) -> list[str]:
        registration = self.claim.registration
        if registration.approval == Registration.By.STAFF or registration.city is None:
            return [
                _(
                    "The secretariat or the group’s chair is asked to approve it. No seat is held until then."
                )
            ]
        said = [
            _("%(city)s’s coordinator is asked to approve it. No seat is held until then.")
            % {"city": registration.city.name}
        ]
        if registration.to_staff_at is not None:
            moment = moments.said(registration.to_staff_at, self.seats.meeting)
            said.append(
                _("From %(moment)s on the secretariat may answer too.") % {"moment": moment}
            )
        return said


@dataclass
class Told:
    """A living registration, as its person reads it. The seats hold its claims."""

    registration: Registration
    seats: Seats

    @cached_property
    def claims(self) -> Sequence[ToldClaim]:
        mine = (one for one in self.seats.claims if one.registration_id == self.registration.pk)
        return [ToldClaim(one, self.seats) for one in best_first(mine)]

    @property
    def main(self) -> ToldClaim:
        return self.claims[0]

    @property
    def others(self) -> Sequence[ToldClaim]:
        return self.claims[1:]

    @property
    def kept_online(self) -> str:
        """Until when the seat online is kept, for who waits for the room; nothing for others."""
        return str(KEPT_ONLINE) if self.claims and self._is_kept_online else ""

    @property
    def _is_kept_online(self) -> bool:
        """Has a seat online while waiting for the room."""
        waits = any(
            one.claim.what == ROOM and one.claim.state != ClaimState.CONFIRMED
            for one in self.others
        )
        main = self.main.claim
        return waits and main.what == ONLINE and main.state == ClaimState.CONFIRMED

    @property
    def may_send_colleague(self) -> bool:
        return may_send_colleague(self.registration, self.seats.meeting)

    @property
    def claims_here(self) -> list[Claim]:
        return [one.claim for one in self.claims]
