"""Leaving: cancelled by the person, withdrawn by the city or staff, or passed to a colleague."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Person, Post
from members.models.periods import lasts_on
from visits.actions.registration.book import Book, opened
from visits.models import ClaimState, Registration
from visits.models.claim_states import ASKING
from visits.registration.standing import speaks_for
from visits.registration.states import CHANGED_MEANWHILE, Actor
from visits.registration.substitution import TOO_LATE
from visits.registration.window import frees_seat_late, has_begun, why_not_left


@transaction.atomic
def cancel(
    *, registration: Registration, by: Person | None, actor: Actor, version: int | None = None
) -> Registration:
    """Give up the registration with all its claims, until the meeting is over; marked as late for who held a seat in the
    last days.
    """
    with opened(registration.meeting, by=by, actor=actor, for_ever=True) as book:
        found = book.registration(registration, version)
        found.is_late = frees_seat_late(found, book.meeting)
        _end(book, found, "cancel", ClaimState.CANCELLED)
    return found


@transaction.atomic
def withdraw(
    *,
    registration: Registration,
    by: Person | None,
    actor: Actor,
    reason: str,
    version: int | None = None,
) -> Registration:
    """Take somebody's registration back, with a reason that the person reads, until the meeting is over."""
    with opened(registration.meeting, by=by, actor=actor, for_ever=True) as book:
        found = book.registration(registration, version)
        withdraw_in(book, found, reason)
    return found


def withdraw_in(book: Book, registration: Registration, reason: str) -> None:
    """The same in a book that is open; what is refused is so before anything is changed."""
    _end(book, registration, "withdraw", ClaimState.WITHDRAWN)
    registration.reason = reason
    book.tell(registration, "registration_withdrawn", reason)


@transaction.atomic
def substitute(
    *,
    registration: Registration,
    person: Person,
    by: Person | None,
    actor: Actor,
    role: str = "",
    version: int | None = None,
) -> Registration:
    """Let a colleague of the same city come instead: with the seat or the place in line, and nothing of the answers,
    consents or link of who was registered. Until the meeting begins. Returns the colleague's registration.
    """
    with opened(registration.meeting, by=by, actor=actor, for_ever=True) as book:
        found = book.registration(registration, version)
        _check_substitute(book, found, person)
        claims = [one for one in book.claims_of(found) if one.state in ASKING]
        if not claims:
            raise ValidationError(CHANGED_MEANWHILE, code="state")
        taken = _in_place_of(found, person, role, by)
        for claim in sorted(claims, key=lambda one: one.pk):
            book.hand_over(claim, taken)
    return taken


def _in_place_of(found: Registration, person: Person, role: str, by: Person | None) -> Registration:
    return Registration.objects.create(
        meeting=found.meeting,
        person=person,
        city=found.city,
        organisation=found.organisation,
        role=role,
        is_guest=(found.is_guest or found.city is None) and not speaks_for(person, found.city),
        allotment=found.allotment,
        state=found.state,
        registered_by=by,
        approval=found.approval,
        approved_at=found.approved_at,
        approved_by=found.approved_by,
        to_staff_at=found.to_staff_at,
        replaces=found,
    )


def _check_substitute(book: Book, registration: Registration, person: Person) -> None:
    book.check_published()
    if has_begun(book.meeting):
        raise ValidationError(TOO_LATE)
    book.check_not_registered(person)
    city = registration.city
    if city is None or registration.is_guest:
        return
    if not Post.objects.filter(lasts_on(), person=person, city=city).exists():
        raise ValidationError(
            _("%(name)s does not represent %(city)s. Nothing was changed.")
            % {"name": person.name, "city": city.name}
        )


def _end(book: Book, registration: Registration, verb: str, state: str) -> None:
    """Its claims to attend, by the verb; what hangs on them ends with them. Raises ValidationError once the meeting is
    over: the numbers of what was are not written anew.
    """
    if sentence := why_not_left(book.meeting):
        raise ValidationError(sentence, code="over")
    attending = book.to_attend(registration)
    if not attending:
        raise ValidationError(CHANGED_MEANWHILE, code="state")
    for claim in attending:
        book.change(claim, verb, state)
