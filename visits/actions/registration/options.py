"""What a meeting offers beside itself, such as a dinner or a visit, perhaps with seats of its own."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Person
from portal.lib.order import Direction, numbered, stepped
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.registration.book import opened
from visits.models import Meeting, Option
from visits.registration.claimed import why_kept
from visits.registration.outcomes import Outcome
from visits.registration.seen import seats_seen
from visits.registration.states import Actor

CHANGED: Final = gettext_lazy(
    "Somebody changed this option meanwhile. What you typed is still here, and what stands there now is said beside "
    "it: save again to put yours in its place."
)


@transaction.atomic
def add_option(
    *,
    meeting: Meeting,
    title: str,
    by: Person | None,
    on: date | None = None,
    note: str = "",
    seats: int | None = None,
) -> Option:
    """Offer something more, at the end of the list. Who has registered already is not asked by itself."""
    meeting = rows.take(meeting)
    option = Option(meeting=meeting, title=title, on=on, note=note, seats=seats)
    option.position = meeting.options.count()
    _save(option)
    rows.touch(meeting)
    LogEntry.objects.record("add_option", meeting, by=by, option=option.pk)
    return option


@transaction.atomic
def edit_option(
    *,
    option: Option,
    version: int,
    title: str,
    on: date | None,
    note: str,
    seats: int | None,
    by: Person | None,
    known: str | None = None,
) -> Outcome:
    """Write it anew. More seats are offered at once; fewer take none away. ``known`` as in ``change_settings``."""
    meeting, option = _take(option)
    if option.version != version:
        raise ValidationError(CHANGED, code="changed")
    before = seats_seen(meeting)
    option.title, option.on, option.note, option.seats = title, on, note, seats
    option.version += 1
    _save(option)
    with opened(meeting, by=by, actor=Actor.PORTAL, for_ever=True) as book:
        pass
    outcome = Outcome.of(before, book.seats)
    outcome.check_known(known)
    rows.touch(meeting)
    LogEntry.objects.record("edit_option", meeting, by=by, option=option.pk)
    return outcome


@transaction.atomic
def step_option(*, option: Option, by: Person | None, direction: Direction) -> None:
    """Let it change places with the one before or after it."""
    meeting, option = _take(option)
    ordered = stepped(list(meeting.options.all()), option, direction)
    Option.objects.bulk_update(numbered(ordered), ["position"])
    rows.touch(meeting)
    LogEntry.objects.record("step_option", meeting, by=by, option=option.pk)


@transaction.atomic
def remove_option(*, option: Option, by: Person | None) -> None:
    """Take it away; refused once anybody has asked for it, also where it came to nothing."""
    meeting, option = _take(option)
    if sentence := why_kept(option):
        raise ValidationError(sentence, code="claimed")
    number = option.pk
    option.delete()
    rows.touch(meeting)
    LogEntry.objects.record("remove_option", meeting, by=by, option=number)


def _save(option: Option) -> None:
    option.full_clean()
    option.save()


def _take(option: Option) -> tuple[Meeting, Option]:
    """The option as it is now, with its meeting's row locked."""
    meeting = rows.take(option.meeting)
    found = meeting.options.filter(pk=option.pk).first()
    if found is None:
        raise ValidationError(_("This option was removed meanwhile."), code="gone")
    return meeting, found
