"""Whom a seat is kept for, said by those who prepare: where no row tells that somebody interprets, speaks or hosts."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits.actions.registration.book import Book, opened
from visits.actions.registration.offering import give_seat_in
from visits.models import Allotment, Claim, ClaimState, Registration
from visits.models.claim_states import HOLDING
from visits.registration.line_words import limit_words
from visits.registration.seats import main_place, place_of
from visits.registration.states import CHANGED_MEANWHILE, PREPARERS, Actor

# Said outright: an ordinary seat, whoever it is. Where nothing is said, it follows from who comes.
NOBODY: Final = "none"


@transaction.atomic
def keep_seat_for(
    *,
    registration: Registration,
    kind: str,
    by: Person | None,
    actor: Actor,
    version: int | None = None,
) -> Registration:
    """Let somebody be seated from the seats kept for ``kind``, or from these no more. Who has a seat already goes over to
    a kept one that is free, outside the city's; who waits is given it by staff, and else is the next to be offered it.
    """
    if actor not in PREPARERS:
        raise PermissionDenied
    with opened(registration.meeting, by=by, actor=actor) as book:
        found = book.registration(registration, version)
        if not found.is_living:
            raise ValidationError(CHANGED_MEANWHILE, code="state")
        book.check_published()
        entitle(book, found, allotment_in(book, kind))
        for claim in book.to_attend(found):
            if place_of(claim) == main_place(book.meeting):
                _seat(book, claim)
        LogEntry.objects.record(
            "keep_seat_for",
            found,
            by=by,
            meeting=book.meeting.pk,
            kept=found.allotment_id,
            actor=str(actor),
        )
    return found


def allotment_in(book: Book, kind: str) -> Allotment | None:
    """That of a kind; none for nobody. Raises ValidationError where none are kept for these any more."""
    if kind == NOBODY:
        return None
    if (kept := next((one for one in book.seats.allotments if one.kind == kind), None)) is None:
        raise ValidationError(
            _("No seats are kept for these any more. Nothing was changed."), code="state"
        )
    return kept


def entitle(book: Book, registration: Registration, kept: Allotment | None) -> None:
    registration.allotment = kept
    others = {pk: one for pk, one in book.seats.entitled.items() if pk != registration.pk}
    book.seats.entitled = others | ({registration.pk: kept.pk} if kept else {})


def _seat(book: Book, claim: Claim) -> None:
    if claim.state in HOLDING:
        _go_over(book, claim)
        return
    is_given = claim.state == ClaimState.WAITING and book.actor == Actor.STAFF
    if is_given and book.seats.allotment_for(claim) and book.seats.limit_of(claim) is None:
        give_seat_in(book, claim)


def _go_over(book: Book, claim: Claim) -> None:
    """The seat stays; whether it is a kept one, the city's or anybody's is said anew. Raises ValidationError where it was
    a kept one and there is no other.
    """
    seats, state, was_kept = book.seats, claim.state, claim.allotment_id is not None
    before = claim.takes_city_seat
    claim.state, claim.allotment, claim.takes_city_seat = ClaimState.WAITING, None, False
    seats.changed()
    kept, limit = seats.allotment_for(claim), seats.limit_of(claim)
    claim.state = state
    if kept is None and was_kept and limit is not None:
        raise ValidationError(
            _(
                "%(name)s has a seat that is kept, and gets no other one now: %(why)s. Nothing was changed."
            )
            % {"name": claim.registration.person.name, "why": limit_words(seats, claim, limit)},
            code="full",
        )
    in_city = claim.city_id is not None and book.settings.limits_cities_on(seats.today)
    if (kept is not None) != was_kept:
        book.freed.add(place_of(claim))
    claim.allotment = kept
    claim.takes_city_seat = kept is None and (in_city if was_kept else before)
    claim.save(update_fields=["allotment", "takes_city_seat"])
    seats.changed()
