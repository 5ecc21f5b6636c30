"""The table of a claim's transitions: from which states, to which, who may make them, and which mail tells of it.

Actions ask ``check``; docs/registration.md is written from the table and compared in a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from visits.models.claim_states import ASKING, LIVING, ClaimState

if TYPE_CHECKING:
    from collections.abc import Collection

    from django_stubs_ext import StrOrPromise

State = ClaimState
# The claim is not there yet.
NOTHING: Final = ""


class Actor(StrEnum):
    """In which standing somebody acts on a registration."""

    PERSON = "person"
    CITY = "city"
    CHAIR = "chair"
    STAFF = "staff"
    PORTAL = "portal"


EVERYBODY: Final = frozenset({Actor.PERSON, Actor.CITY, Actor.CHAIR, Actor.STAFF})
DECIDERS: Final = frozenset({Actor.CITY, Actor.CHAIR, Actor.STAFF})
PREPARERS: Final = frozenset({Actor.CHAIR, Actor.STAFF})


@dataclass(frozen=True)
class Transition:
    """One change of a claim's state. Without ``after`` it stays as it is. ``mail`` names the message that tells of it;
    where there is none, the state that it led to says which (``MAIL_OF_STATE``).
    """

    verb: str
    before: frozenset[str]
    after: frozenset[str]
    who: frozenset[Actor]
    rule: str
    refusal: StrOrPromise
    mail: str = ""


def _row(  # noqa: PLR0917 - the columns of a table
    verb: str,
    before: Collection[str],
    after: Collection[str],
    who: Collection[Actor],
    rule: str,
    refusal: StrOrPromise,
    mail: str = "",
) -> Transition:
    return Transition(
        verb, frozenset(before), frozenset(after), frozenset(who), rule, refusal, mail
    )


CHANGED_MEANWHILE: Final = _(
    "This registration has changed meanwhile. Nothing was done: look at it as it is now."
)
NO_OFFER: Final = _("This seat is not offered any more. Your registration shows what holds now.")

TRANSITIONS: Final = {
    row.verb: row
    for row in (
        _row(
            "register",
            {NOTHING},
            {State.PENDING, State.CONFIRMED, State.WAITING},
            EVERYBODY,
            "Pending where somebody is to approve or to select; else confirmed if no limit holds and nobody who could have "
            "the seat waits before; else waiting. Its place in line is the order in which the meeting's row was locked.",
            _("There is such a claim already."),
        ),
        _row(
            "invite",
            {NOTHING},
            {State.INVITED},
            PREPARERS,
            "Holds no seat. Runs out at the moment the invitation names, or when the meeting begins.",
            _("This person is registered already."),
            "registration_invited",
        ),
        _row(
            "accept_invitation",
            {State.INVITED},
            {State.CONFIRMED, State.WAITING},
            {Actor.PERSON},
            "Needs no approval: who invites has approved. Takes a seat as a new claim would, at the end of the line.",
            _("This invitation does not hold any more."),
        ),
        _row(
            "approve",
            {State.PENDING},
            {State.CONFIRMED, State.WAITING, State.PENDING},
            DECIDERS,
            "Takes a seat, or puts the person on the waiting list at the time of the request. By the city while it is "
            "asked; by staff and chairs where they are asked, or once it has passed to them. Where seats are given by "
            "selection it stays pending until then; approved after the selection, it joins the waiting list.",
            _("There is nothing to approve any more."),
        ),
        _row(
            "refuse",
            {State.PENDING},
            {State.REFUSED},
            DECIDERS,
            "With a reason, which the person reads.",
            _("There is nothing to refuse any more."),
            "registration_refused",
        ),
        _row(
            "select",
            {State.PENDING},
            {State.CONFIRMED, State.WAITING, State.REFUSED},
            PREPARERS,
            "Once registration has closed, for all at the same time: who is chosen has a seat, the others wait in their "
            "order or are refused.",
            _("This was answered already."),
        ),
        _row(
            "offer",
            {State.WAITING},
            {State.OFFERED},
            {Actor.PORTAL, Actor.STAFF},
            "To the first whom no limit blocks. Holds the seat for two working days in the city's calendar. In the last "
            "seven days none is made by itself: staff offer by name.",
            _("Nobody waits here any more."),
            "registration_offered",
        ),
        _row(
            "accept_offer",
            {State.OFFERED},
            {State.CONFIRMED},
            {Actor.PERSON},
            "While it lasts. A seat online that was kept meanwhile is given back.",
            NO_OFFER,
        ),
        _row(
            "give_seat",
            {State.WAITING, State.OFFERED},
            {State.CONFIRMED},
            {Actor.PORTAL, Actor.STAFF},
            "By staff, by name, where no limit holds; also of an offer that lasts, for who said yes some other way. By itself only for an option, when its holder's own seat is confirmed "
            "and nobody waits for it before.",
            _("Nobody waits here any more, and nothing is offered."),
        ),
        _row(
            "decline",
            {State.INVITED, State.OFFERED},
            {State.DECLINED},
            {Actor.PERSON},
            "A seat that was offered is free for the next.",
            NO_OFFER,
            "registration_declined",
        ),
        _row(
            "lapse",
            {State.INVITED, State.OFFERED, State.PENDING, State.WAITING},
            {State.LAPSED},
            {Actor.PORTAL},
            "Offers and invitations when their time has run out, with the seat passed on; all that is still to be answered, "
            "and waiting, when the meeting begins.",
            CHANGED_MEANWHILE,
            "registration_passed_on",
        ),
        _row(
            "cancel",
            LIVING,
            {State.CANCELLED},
            {Actor.PERSON},
            "Until the meeting is over; in the last seven days marked as late for who held a seat.",
            _("This registration is over already."),
            "registration_cancelled",
        ),
        _row(
            "withdraw",
            LIVING,
            {State.WITHDRAWN},
            {Actor.CITY, Actor.STAFF},
            "With a reason, which the person reads; until the meeting is over.",
            _("This registration is over already."),
            "registration_withdrawn",
        ),
        _row(
            "let_go",
            ASKING,
            {State.CANCELLED},
            EVERYBODY | {Actor.PORTAL},
            "A claim beside others that go on: an option not wanted any more, the seat online once there is one in the room.",
            CHANGED_MEANWHILE,
            "registration_changed",
        ),
        _row(
            "substitute",
            ASKING,
            {State.WITHDRAWN},
            {Actor.PERSON, Actor.CITY, Actor.STAFF},
            "Until the meeting begins: a colleague of the same city takes over the state and the place in line, and nothing "
            "of the answers, consents or the link.",
            CHANGED_MEANWHILE,
            "registration_substituted",
        ),
        _row(
            "take_over",
            {NOTHING},
            ASKING,
            {Actor.PERSON, Actor.CITY, Actor.STAFF},
            "The other half of a substitution.",
            _("This person is registered already."),
            "registration_taken_over",
        ),
    )
}
MAIL_OF_STATE: Final = {
    State.PENDING: "registration_received",
    State.CONFIRMED: "registration_confirmed",
    State.WAITING: "registration_waiting",
    State.REFUSED: "registration_refused",
}


def check(verb: str, state: str, actor: Actor) -> Transition:
    """The row of ``verb``, if it leads on from ``state``; else a ValidationError with its sentence.

    Raises PermissionDenied when nobody in this standing may ever do it: screens do not offer it.
    """
    row = TRANSITIONS[verb]
    if actor not in row.who:
        raise PermissionDenied
    if state not in row.before:
        raise ValidationError(row.refusal, code="state")
    return row


def mail_of(verb: str, state: str) -> str:
    """The message that tells of it."""
    return TRANSITIONS[verb].mail or MAIL_OF_STATE[State(state)]
