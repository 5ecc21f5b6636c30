"""Changing what was asked for: how to attend, which options; and what staff move or note."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.registration.answers import answer
from visits.actions.registration.book import Book, opened
from visits.actions.registration.registering import is_held_back
from visits.models import Claim, ClaimState, Registration
from visits.models.claim_states import ASKING
from visits.registration import moments
from visits.registration.saying import Said
from visits.registration.seats import Place, place_of
from visits.registration.states import CHANGED_MEANWHILE, Actor
from visits.registration.window import may_change_answers
from visits.registration.wishes import Wish


@transaction.atomic
def change_wish(
    *,
    registration: Registration,
    wish: Wish,
    by: Person | None,
    actor: Actor,
    version: int | None = None,
) -> Registration:
    """Ask for what is wished and not asked for yet, at the end of the line; let go what is not wished any more.

    The person does so until the date for answers, staff move somebody between room and online later too. What is kept
    keeps its place in line.
    """
    with opened(registration.meeting, by=by, actor=actor, for_ever=True) as book:
        found = book.registration(registration, version)
        _check_in_time(book)
        wish.check(book.meeting, book.seats.options)
        asked = [one for one in book.claims_of(found) if one.state in ASKING]
        if not asked:
            raise ValidationError(CHANGED_MEANWHILE, code="state")
        wanted = [*wish.places, *(Place(Claim.What.OPTION, pk) for pk in sorted(wish.options))]
        kept = {place_of(one) for one in asked}
        _ask_for_more(book, found, [one for one in wanted if one not in kept])
        _let_go(book, found, [one for one in asked if place_of(one) not in wanted])
        book.tell(found, "registration_changed")
    return found


def _check_in_time(book: Book) -> None:
    """The person's own wish changes as long as the answers do; who prepares moves somebody later too."""
    if book.actor != Actor.PERSON or may_change_answers(book.meeting, book.settings):
        return
    said = _("The meeting has begun, so how you attend cannot be changed any more.")
    if until_at := book.settings.answers_until_at:
        moment = {"moment": moments.said(until_at, book.meeting)}
        said = _("How you attend could be changed until %(moment)s.") % moment
    rest = _("Nothing was changed; you can still cancel.")
    raise ValidationError(f"{said} {rest}", code="late")


def _ask_for_more(book: Book, registration: Registration, places: list[Place]) -> None:
    """Claims at the end of the line, with one place in it."""
    pending = ClaimState.PENDING if is_held_back(book, registration) else None
    if places:
        book.check_published()
    number = book.next_number() if places else 0
    for place in places:
        book.claim(registration, place, verb="register", number=number, state=pending)


def _let_go(book: Book, registration: Registration, claims: list[Claim]) -> None:
    """Raises ValidationError rather than give a seat at the meeting up for a place in line."""
    for claim in claims:
        is_seat = claim.option_id is None and claim.state == ClaimState.CONFIRMED
        others = [one for one in book.to_attend(registration) if one is not claim]
        if is_seat and all(one.state != ClaimState.CONFIRMED for one in others):
            raise ValidationError(
                _(
                    "There is no free seat there now, so %(name)s keeps the one that is confirmed. Nothing was changed."
                )
                % {"name": registration.person.name},
                code="full",
            )
        book.change(claim, "let_go", ClaimState.CANCELLED)


@transaction.atomic
def change(
    *,
    registration: Registration,
    wish: Wish | None,
    said: Said,
    by: Person | None,
    version: int | None = None,
) -> Registration:
    """Change the wish, where there is another one, and what was said, together or not at all."""
    rows.take(registration.meeting)
    found = Registration.objects.select_related("meeting").get(pk=registration.pk)
    if version is not None and found.version != version:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    if wish is not None:
        change_wish(registration=found, wish=wish, by=by, actor=Actor.PERSON)
    return answer(registration=found, said=said, by=by)


@transaction.atomic
def write_note(
    *, registration: Registration, note: str, by: Person | None, version: int | None = None
) -> Registration:
    """What those who prepare note about a registration, for themselves."""
    rows.take(registration.meeting)
    found = Registration.objects.get(pk=registration.pk)
    if version is not None and found.version != version:
        raise ValidationError(
            _(
                "Somebody else changed this registration meanwhile. Your note was not saved: look first."
            ),
            code="changed",
        )
    found.note, found.version = note, found.version + 1
    found.full_clean()
    found.save(update_fields=["note", "version"])
    LogEntry.objects.record("note_registration", found, by=by)
    return found
