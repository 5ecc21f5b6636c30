"""The waiting list: seats that are offered, accepted, declined, given by name, and what runs out."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from portal.lib import jobs
from visits.actions.registration.book import Book, opened
from visits.actions.registration.following import offer_until
from visits.models import Claim, ClaimState, Meeting
from visits.models.claim_states import HOLDING, OVER_WITH_THE_BEGINNING, RUNS_OUT
from visits.registration.line_words import limit_words
from visits.registration.states import NO_OFFER, Actor, check
from visits.registration.window import has_begun


@transaction.atomic
def accept_offer(*, claim: Claim, by: Person | None, actor: Actor) -> Claim:
    """Take the seat that is offered. Raises ValidationError once its time has run out."""
    with opened(claim.meeting, by=by, actor=actor, for_ever=True) as book:
        book.check_published()
        found = _living(book, claim)
        _check_lasts(found)
        book.change(found, "accept_offer", ClaimState.CONFIRMED)
    return found


@transaction.atomic
def decline(*, claim: Claim, by: Person | None, actor: Actor) -> Claim:
    """Say no to an offer or an invitation; the seat goes to the next."""
    with opened(claim.meeting, by=by, actor=actor, for_ever=True) as book:
        found = _living(book, claim)
        book.change(found, "decline", ClaimState.DECLINED)
    return found


@transaction.atomic
def offer_seat(
    *, claim: Claim, by: Person | None, actor: Actor, version: int | None = None
) -> Claim:
    """Offer a seat by name, also in the last days; the line is passed by, no limit is."""
    with opened(claim.meeting, by=by, actor=actor) as book:
        found = _living(book, claim)
        book.registration(found.registration, version)
        book.check_published()
        _check_no_limit(book, found)
        book.change(found, "offer", ClaimState.OFFERED, until_at=offer_until(found))
    return found


@transaction.atomic
def give_seat(
    *, claim: Claim, by: Person | None, actor: Actor, version: int | None = None
) -> Claim:
    """Confirm somebody who waits, or said yes to an offer by telephone, by name; the line is passed by, no limit is."""
    with opened(claim.meeting, by=by, actor=actor) as book:
        found = _living(book, claim)
        book.registration(found.registration, version)
        give_seat_in(book, found)
    return found


def give_seat_in(book: Book, claim: Claim) -> None:
    """The same in a book that is open; what is refused is so before anything is changed."""
    check("give_seat", claim.state, book.actor)
    book.check_published()
    _check_lasts(claim)
    if claim.state not in HOLDING:
        _check_no_limit(book, claim)
    book.change(claim, "give_seat", ClaimState.CONFIRMED)


@transaction.atomic
def see_to_due() -> None:
    """What time alone changes: offers and invitations run out, unanswered requests end as a meeting begins, and seats
    that were kept for somebody until a day are offered. Each meeting in a job of its own.
    """
    for meeting in _with_something_due():
        jobs.enqueue("see_to_registration", meeting_id=meeting.pk)


@transaction.atomic
def see_to(*, meeting: Meeting, by: Person | None) -> None:
    """The same for one meeting, by the clock of this moment."""
    with opened(meeting, by=by, actor=Actor.PORTAL, for_ever=True) as book:
        is_over = has_begun(book.meeting)
        takes_place = book.meeting.state == Meeting.State.PUBLISHED
        due = [one for one in book.seats.claims if takes_place and _is_due(one, is_over=is_over)]
        book.look_up(due)
        for claim in due:
            book.change(claim, "lapse", ClaimState.LAPSED)


def _is_due(claim: Claim, *, is_over: bool) -> bool:
    if is_over:
        return claim.state in OVER_WITH_THE_BEGINNING
    return (
        claim.state in RUNS_OUT and claim.until_at is not None and claim.until_at <= timezone.now()
    )


def _with_something_due() -> list[Meeting]:
    waiting = Claim.objects.filter(meeting=OuterRef("pk"), state=ClaimState.WAITING)
    run_out = Claim.objects.run_out().filter(meeting=OuterRef("pk"))
    unanswered = Claim.objects.filter(meeting=OuterRef("pk"), state__in=OVER_WITH_THE_BEGINNING)
    # A day more: each meeting has clocks of its own, by which its job decides.
    tomorrow = timezone.localdate() + timedelta(days=1)
    begun = Exists(unanswered) & Q(starts_on__lte=tomorrow)
    coming = Meeting.objects.filter(state=Meeting.State.PUBLISHED)
    return list(coming.filter(Exists(waiting) | Exists(run_out) | begun).order_by("pk"))


def _living(book: Book, claim: Claim) -> Claim:
    found = next((one for one in book.seats.claims if one.pk == claim.pk), None)
    if found is None:
        raise ValidationError(NO_OFFER, code="state")
    book.look_up([found])
    return found


def _check_lasts(claim: Claim) -> None:
    if claim.until_at is not None and claim.until_at <= timezone.now():
        raise ValidationError(NO_OFFER, code="state")


def _check_no_limit(book: Book, claim: Claim) -> None:
    if (limit := book.seats.limit_of(claim)) is not None:
        raise ValidationError(
            _("There is no seat for %(name)s: %(why)s. Nothing was changed.")
            % {
                "name": claim.registration.person.name,
                "why": limit_words(book.seats, claim, limit),
            },
            code="full",
        )
