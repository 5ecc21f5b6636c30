"""One verb done to several registrations in one book: who cannot is left with a reason, what was done stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.registration import letters
from visits.actions.registration.approving import approve_in, refuse_in
from visits.actions.registration.book import Book, opened
from visits.actions.registration.leaving import withdraw_in
from visits.actions.registration.offering import give_seat_in
from visits.models import Claim, ClaimState, Meeting, Registration
from visits.models.claim_states import RUNS_OUT
from visits.models.registration import RegistrationQuerySet
from visits.registration.roll import noting_missing_answers
from visits.registration.states import CHANGED_MEANWHILE, TRANSITIONS, Actor


class Left(NamedTuple):
    """Somebody to whom it was not done, and why, in a sentence."""

    name: str
    why: str


@dataclass
class Outcome:
    """What became of several."""

    done: list[Registration] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def leave(self, name: str, error: ValidationError) -> None:
        self.left.append(Left(name, " ".join(error.messages)))


# The key of each registration that was chosen, and the version in which it was seen.
Chosen = Mapping[int, int]

WITH_REASON: Final = ("refuse", "withdraw")
REMINDED_AT_MOST: Final = timedelta(days=1)


@transaction.atomic
def do_to_several(
    *,
    meeting: Meeting,
    verb: str,
    chosen: Chosen,
    by: Person | None,
    actor: Actor,
    reason: str = "",
) -> Outcome:
    """Approve, refuse, withdraw, or seat by name: all that were ``chosen``, in their order in line, so that the first
    of them has the first seat. ``reason`` is what the refused and withdrawn read.
    """
    step = _step(verb, reason)
    outcome = Outcome()
    with opened(meeting, by=by, actor=actor, for_ever=verb == "withdraw") as book:
        book.read(set(chosen))
        for registration in _in_line(meeting, chosen):
            try:
                step(book, book.registration(registration, chosen[registration.pk]))
            except ValidationError as error:
                book.touched.pop(registration.pk, None)
                outcome.leave(str(registration.person), error)
            else:
                outcome.done.append(registration)
    return outcome


@transaction.atomic
def remind(*, meeting: Meeting, chosen: Chosen, by: Person | None) -> Outcome:
    """Write once more to those who were asked something: to accept, to answer. At most once a day each."""
    rows.take(meeting)
    outcome = Outcome()
    for registration in noting_missing_answers(_of(meeting, chosen)):
        try:
            _check_reminded(registration, chosen[registration.pk])
        except ValidationError as error:
            outcome.leave(str(registration.person), error)
            continue
        registration.reminded_at = timezone.now()
        registration.save(update_fields=["reminded_at"])
        letters.tell(registration, "registration_reminder")
        LogEntry.objects.record("remind", registration, by=by, meeting=meeting.pk)
        outcome.done.append(registration)
    return outcome


def _step(verb: str, reason: str) -> Callable[[Book, Registration], None]:
    steps: dict[str, Callable[[Book, Registration], None]] = {
        "approve": approve_in,
        "refuse": partial(refuse_in, reason=reason),
        "withdraw": partial(withdraw_in, reason=reason),
        "give_seat": _give_seat,
    }
    return steps[verb]


def _give_seat(book: Book, registration: Registration) -> None:
    """At the meeting itself: the room before online."""
    for claim in book.to_attend(registration):
        if claim.state == ClaimState.WAITING:
            give_seat_in(book, claim)
            return
    raise ValidationError(TRANSITIONS["give_seat"].refusal, code="state")


def _in_line(meeting: Meeting, chosen: Iterable[int]) -> list[Registration]:
    """By the earliest of their places in line; those of other meetings are not there."""
    found = _of(meeting, chosen)
    numbers = dict.fromkeys((one.pk for one in found), 0)
    claims = Claim.objects.living().filter(registration__in=numbers).order_by("-number")
    numbers |= dict(claims.values_list("registration", "number"))
    return sorted(found, key=lambda one: numbers[one.pk])


def _of(meeting: Meeting, chosen: Iterable[int]) -> RegistrationQuerySet:
    rows = Registration.objects.filter(meeting=meeting, pk__in=list(chosen))
    return rows.select_related("person", "city", "meeting")


def _check_reminded(registration: Registration, version: int) -> None:
    if registration.version != version or not registration.is_living:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    is_asked = registration.state in RUNS_OUT or getattr(registration, "lacks_answers", False)
    if not is_asked:
        raise ValidationError(_("There is nothing to answer."))
    if not registration.person.email:
        raise ValidationError(_("There is no address to write to."))
    at = registration.reminded_at
    if at is not None and at > timezone.now() - REMINDED_AT_MOST:
        raise ValidationError(_("A reminder was sent within the last day already."))
