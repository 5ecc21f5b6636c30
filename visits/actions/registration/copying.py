"""The registration of a meeting, taken over by the next one: without dates, without people, and not open."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from members.models import Person
from portal.models import LogEntry
from visits.actions import rows
from visits.models import Allotment, Meeting, Option, Question, RegistrationSettings
from visits.registration.ready import DAYS, READY, choices_for

Way = RegistrationSettings.Way
SETTINGS: Final = (
    *("room_seats", "online_seats", "seats_per_city"),
    *("approval", "approval_of_group"),
)
OF_QUESTION: Final = (
    *("key", "label", "help_text", "kind", "choices"),
    *("is_required", "is_followup", "care"),
)


@transaction.atomic
def take_over_registration(*, meeting: Meeting, source: Meeting, by: Person | None) -> None:
    """Copy how many come, who approves, what is kept, offered and asked, where the source had a registration of its own.

    Opening it is the secretariat's. A selection needs the moment when registration closes, so it is chosen anew; days to
    choose from are the new meeting's, where it has two of them.
    """
    meeting = rows.take(meeting)
    there = RegistrationSettings.objects.filter(meeting=source).first()
    if there is None:
        return
    settings = RegistrationSettings(meeting=meeting, way=_way(there))
    for name in SETTINGS:
        setattr(settings, name, getattr(there, name))
    settings.full_clean(exclude=["meeting"])
    settings.save()
    for kept in source.allotments.all():
        Allotment.objects.create(meeting=meeting, kind=kept.kind, seats=kept.seats)
    for position, option in enumerate(source.options.all()):
        Option.objects.create(
            meeting=meeting, title=option.title, seats=option.seats, position=position
        )
    for position, question in enumerate(source.questions.all()):
        _copy_question(question, meeting, position)
    rows.touch(meeting)
    LogEntry.objects.record("copy_registration", meeting, by=by, source=source.pk)


def _way(there: RegistrationSettings) -> str:
    """By mail stays so; a link was the other meeting's, and what is open here somebody opens."""
    return Way.MAIL if there.way == Way.MAIL else Way.NONE


def _copy_question(question: Question, meeting: Meeting, position: int) -> None:
    copy = Question(meeting=meeting, position=position)
    for name in OF_QUESTION:
        setattr(copy, name, getattr(question, name))
    if copy.key == DAYS:
        copy.choices = choices_for(READY[DAYS], meeting)
        if len(copy.choices) < 2:
            return
    copy.full_clean(exclude=["meeting"])
    copy.save()
