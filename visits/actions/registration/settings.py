"""Changing how one registers for a meeting, and what follows from it at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.registration.allotments import Kept, keep
from visits.actions.registration.book import Book, opened
from visits.actions.registration.registering import is_held_back, kept_for
from visits.models import ClaimState, Meeting, RegistrationSettings
from visits.registration.outcomes import Outcome
from visits.registration.seats import ROOM, main_place
from visits.registration.seen import seats_seen
from visits.registration.settings_words import Part, day_words, moment_words, parts_of
from visits.registration.states import Actor
from visits.registration.window import begins_at, settings_of

CHANGED: Final = gettext_lazy(
    "Somebody changed this registration meanwhile. What you typed is still here, and what stands there now is said "
    "beside it: save again to put yours in its place."
)
# What is to be named in time of the meeting.
BEFORE_IT_BEGINS: Final = ("opens_at", "closes_at", "answers_until_at")


@transaction.atomic
def change_settings(
    *,
    meeting: Meeting,
    version: int,
    given: Mapping[str, Any],
    kept: Mapping[str, Kept] | None = None,
    by: Person | None,
    actor: Actor,
    known: str | None = None,
) -> Outcome:
    """Write these settings, and the seats ``kept`` for some (all kinds of them), if they are still those of ``version``.

    Free seats are offered, what was collected for a selection that is not made any more is answered in order; nobody
    loses a seat. ``known`` marks the outcome that was told before: where another one follows, UnforeseenError is
    raised and nothing is changed. Without ``known`` anything may follow.
    """
    meeting = rows.take(meeting)
    before = seats_seen(meeting)
    settings = settings_of(meeting)
    _check_version(settings, version)
    changed = [name for name, value in given.items() if getattr(settings, name) != value]
    for name in changed:
        setattr(settings, name, given[name])
    _check_selection(meeting, before.settings, settings)
    _check_times(meeting, settings, changed)
    _save(settings)
    is_kept_anew = False
    if kept is not None:
        _check_kept(meeting, settings, kept)
        is_kept_anew = keep(meeting, kept)
    with opened(meeting, by=by, actor=actor, for_ever=True) as book:
        if before.settings.is_to_be_selected and not settings.is_to_be_selected:
            _answer_collected(book)
        if is_kept_anew:
            _keep_for_waiting(book)
    outcome = Outcome.of(before, book.seats)
    outcome.check_known(known)
    rows.touch(meeting)
    LogEntry.objects.record("change_registration", meeting, by=by, fields=sorted(changed))
    return outcome


@transaction.atomic
def foresee(*, meeting: Meeting, by: Person | None, **asked: Any) -> tuple[list[Part], Outcome]:
    """What would hold after ``change_settings``, and what would follow: it is made, looked at and taken back.

    Raises what that raises.
    """
    outcome = change_settings(meeting=meeting, by=by, **asked)
    parts = parts_of(meeting, settings_of(meeting), list(meeting.allotments.all()))
    transaction.set_rollback(True)
    return parts, outcome


@transaction.atomic
def name_security_readers(
    *, meeting: Meeting, people: Collection[Person], version: int, by: Person | None
) -> None:
    """These people, and nobody else, read what the venue's security asks for."""
    meeting = rows.take(meeting)
    settings = settings_of(meeting)
    _check_version(settings, version)
    _save(settings)
    settings.security_readers.set(people)
    LogEntry.objects.record(
        "name_security_readers", meeting, by=by, people=sorted(one.pk for one in people)
    )


def _check_version(settings: RegistrationSettings, version: int) -> None:
    if settings.version != version:
        raise ValidationError(CHANGED, code="changed")


def _save(settings: RegistrationSettings) -> None:
    settings.version += 1
    settings.full_clean(exclude=["meeting"])
    settings.save()


def _check_selection(
    meeting: Meeting, before: RegistrationSettings, settings: RegistrationSettings
) -> None:
    """Once everybody was answered there is no other way to have given the seats."""
    if before.selected_at is not None and settings.allocation != before.allocation:
        answered = moment_words(meeting, before.selected_at)
        raise ValidationError(
            {
                "allocation": _("Everybody was answered by selection on %s: this cannot change.")
                % answered
            }
        )


def _check_times(
    meeting: Meeting, settings: RegistrationSettings, changed: Collection[str]
) -> None:
    """What is new is in time; what stood there stays, also when the meeting has moved since."""
    errors: dict[str, str] = {}
    begins = begins_at(meeting)
    for name in BEFORE_IT_BEGINS:
        moment = getattr(settings, name)
        if name in changed and moment and begins and moment > begins:
            errors[name] = _("The meeting begins on %s: give an earlier moment.") % day_words(
                begins.date()
            )
    closes_at, until_at = settings.closes_at, settings.answers_until_at
    is_new = {"closes_at", "answers_until_at"} & set(changed)
    if is_new and closes_at and until_at and until_at < closes_at:
        errors["answers_until_at"] = _(
            "Registration closes on %s: give a moment that is not before it, for whoever registers last is to be able to "
            "change an answer too."
        ) % moment_words(meeting, closes_at)
    if settings.city_limit_until and settings.seats_per_city is None:
        errors["seats_per_city"] = _("Say how many seats a city has until then, or empty the day.")
    if errors:
        raise ValidationError(errors)


def _check_kept(meeting: Meeting, settings: RegistrationSettings, kept: Mapping[str, Kept]) -> None:
    """No more are kept than there are."""
    is_room = main_place(meeting).what == ROOM
    seats = settings.room_seats if is_room else settings.online_seats
    number = sum(one.seats for one in kept.values())
    if seats is not None and number > seats:
        raise ValidationError(
            _("%(kept)d seats are to be kept, but there are only %(seats)d. Keep fewer.")
            % {"kept": number, "seats": seats}
        )


def _keep_for_waiting(book: Book) -> None:
    """Who waits already has a right to what is kept from now on for people like them."""
    waiting = book.seats.waiting(main_place(book.meeting))
    book.look_up(waiting)
    for claim in waiting:
        registration = claim.registration
        if registration.allotment_id is None and (kept := kept_for(book, registration)):
            registration.allotment = kept
            registration.save(update_fields=["allotment"])
            book.seats.entitled[registration.pk] = kept.pk


def _answer_collected(book: Book) -> None:
    """Requests that waited for a selection alone, in the order in which they came."""
    pending = [claim for claim in book.seats.claims if claim.state == ClaimState.PENDING]
    book.look_up(pending)
    for claim in sorted(pending, key=lambda one: (one.number, one.option_id or 0)):
        if not is_held_back(book, claim.registration):
            book.change(claim, "select")
