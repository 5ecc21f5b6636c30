"""Answering requests: approving, refusing, and choosing where seats are given by selection."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from visits.actions.registration.book import Book, opened
from visits.models import Claim, ClaimState, Meeting, Registration
from visits.registration.line_words import limit_words
from visits.registration.seats import ONLINE, ROOM
from visits.registration.standing import is_asked, is_left_to_others
from visits.registration.states import CHANGED_MEANWHILE, Actor


@transaction.atomic
def approve(
    *, registration: Registration, by: Person | None, actor: Actor, version: int | None = None
) -> Registration:
    """Give the seat, or the place in line that the request had; before a selection, only note that it was approved.

    After one the request joins the waiting list: nobody has a seat who was neither chosen nor waited for it (decision
    152). Raises ValidationError for what is not this one's to answer, or was answered meanwhile.
    """
    with opened(registration.meeting, by=by, actor=actor) as book:
        found = book.registration(registration, version)
        approve_in(book, found)
    return found


def approve_in(book: Book, registration: Registration) -> None:
    """The same in a book that is open; what is refused is so before anything is changed."""
    book.check_published()
    _check_asked(registration, book.actor)
    registration.approved_at, registration.approved_by = timezone.now(), book.by
    if not book.settings.is_to_be_selected:
        in_line = ClaimState.WAITING if book.settings.selected_at is not None else None
        for claim in _pending(book, registration):
            book.change(claim, "approve", in_line)


@transaction.atomic
def refuse(
    *,
    registration: Registration,
    by: Person | None,
    actor: Actor,
    reason: str,
    version: int | None = None,
) -> Registration:
    """Refuse the request, with a reason that the person reads."""
    with opened(registration.meeting, by=by, actor=actor) as book:
        found = book.registration(registration, version)
        refuse_in(book, found, reason)
    return found


def refuse_in(book: Book, registration: Registration, reason: str) -> None:
    """The same in a book that is open; what is refused is so before anything is changed."""
    _check_asked(registration, book.actor)
    registration.reason = reason
    for claim in _pending(book, registration):
        book.change(claim, "refuse", ClaimState.REFUSED)
    book.tell(registration, "registration_refused", reason)


@transaction.atomic
def select(
    *,
    meeting: Meeting,
    chosen: Collection[int],
    others_wait: bool,
    by: Person | None,
    actor: Actor,
    seen: Collection[int] | None = None,
) -> int:
    """Answer all requests at once, the same day: seats for the ``chosen`` registrations, by their keys; the others wait
    in their order, or are refused. Says how many were answered. ``seen`` are those among whom was chosen.

    Raises ValidationError before registration has closed, when more are chosen than there are seats, when nobody can be
    answered, and when the requests are not those that were seen any more: nobody is answered unseen. What a city is still
    to approve stays pending until it, or they to whom it passes, answered, and joins the waiting list then.
    """
    with opened(meeting, by=by, actor=actor) as book:
        book.check_published()
        _check_to_be_selected(book)
        pending = [one for one in book.seats.claims if one.state == ClaimState.PENDING]
        book.look_up(pending)
        asking = {one.registration_id for one in pending}
        if not set(chosen) <= asking or (seen is not None and set(seen) != asking):
            raise ValidationError(CHANGED_MEANWHILE, code="changed")
        mine = [one for one in pending if not is_left_to_others(actor, one.registration)]
        _check_mine(pending, mine, chosen)
        book.settings.selected_at = timezone.now()
        book.settings.save(update_fields=["selected_at"])
        for claim in sorted(mine, key=_in_order):
            _answer(book, claim, is_chosen=claim.registration_id in chosen, others_wait=others_wait)
        answered = {one.registration_id: one.registration for one in mine}
        for registration in answered.values():
            if registration.approval and registration.approved_at is None:
                registration.approved_at, registration.approved_by = timezone.now(), by
    return len(answered)


def _check_mine(pending: list[Claim], mine: list[Claim], chosen: Collection[int]) -> None:
    mine_ids = {one.registration_id for one in mine}
    for claim in pending:
        if claim.registration_id in chosen and claim.registration_id not in mine_ids:
            raise ValidationError(
                _(
                    "%(name)s still waits for the answer of the city, which is asked first. Nobody was answered: choose "
                    "without this request."
                )
                % {"name": claim.registration.person.name},
                code="asked",
            )
    if not mine:
        raise ValidationError(
            _(
                "There is no request to answer yet. Nothing was done: the selection can be made once somebody is to be "
                "answered."
            ),
            code="nobody",
        )


def _in_order(claim: Claim) -> tuple[bool, bool, int]:
    """To attend before options, the room before online."""
    return (claim.option_id is not None, claim.what != ROOM, claim.number)


def _answer(book: Book, claim: Claim, *, is_chosen: bool, others_wait: bool) -> None:
    if is_chosen and claim.what == ONLINE and _has_room(book, claim.registration):
        # No seat online is asked of anybody for who has one in the room: this claim is let go at the end.
        return
    if is_chosen and claim.option_id is None:
        if (limit := book.seats.limit_of(claim)) is not None:
            said = {
                "name": claim.registration.person.name,
                "why": limit_words(book.seats, claim, limit),
            }
            raise ValidationError(
                _("There is no seat for %(name)s: %(why)s. Nobody was answered: choose fewer.")
                % said,
                code="full",
            )
        book.change(claim, "select", ClaimState.CONFIRMED)
    elif is_chosen:
        book.change(claim, "select", book.seat_or_line(claim))
    else:
        book.change(claim, "select", ClaimState.WAITING if others_wait else ClaimState.REFUSED)


def _has_room(book: Book, registration: Registration) -> bool:
    attending = book.to_attend(registration)
    return any(one.what == ROOM and one.state == ClaimState.CONFIRMED for one in attending)


def _check_to_be_selected(book: Book) -> None:
    if not book.settings.is_to_be_selected:
        raise ValidationError(_("There is no selection to answer here any more."), code="state")
    if not book.settings.has_closed:
        raise ValidationError(
            _(
                "Registration is still open. Choose once it has closed, so that everybody had the same time."
            )
        )


def _check_asked(registration: Registration, actor: Actor) -> None:
    if not is_asked(actor, registration):
        raise ValidationError(CHANGED_MEANWHILE, code="changed")


def _pending(book: Book, registration: Registration) -> list[Claim]:
    """To attend before options, which hang on it; the room before online."""
    claims = [one for one in book.claims_of(registration) if one.state == ClaimState.PENDING]
    return sorted(claims, key=lambda one: (*_in_order(one), one.pk))
