"""Reminding who has a seat of the questions that follow it: when they arrive and leave, what the venue asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.lib import jobs
from portal.models import LogEntry
from visits.actions import rows
from visits.actions.registration import letters
from visits.models import Claim, ClaimState, Meeting, Question, Registration
from visits.registration.asked import asked_of
from visits.registration.seen import seats_seen
from visits.registration.window import begins_at, has_begun

# Time enough to book a transfer, and late enough for journeys to be booked.
BEFORE: Final = timedelta(days=10)
# The confirmation asked the same.
SINCE_CONFIRMED: Final = timedelta(days=2)


@transaction.atomic
def remind_due() -> None:
    """Ten days before a meeting, in a job of its own for each; who answers meanwhile is reminded no more."""
    asking = Question.objects.filter(meeting=OuterRef("pk"), is_followup=True)
    today = timezone.localdate()
    soon = Meeting.objects.filter(
        Exists(asking),
        state=Meeting.State.PUBLISHED,
        dates=Meeting.Dates.FIXED,
        # A day more on either side: each meeting has clocks of its own.
        starts_on__range=(today - timedelta(days=1), today + BEFORE + timedelta(days=1)),
    )
    for meeting in soon.order_by("pk"):
        jobs.enqueue("remind_participants", meeting_id=meeting.pk)


@transaction.atomic
def remind_participants(*, meeting: Meeting) -> int:
    """Write once to each who has a seat and has left such a question open, as it is now; how many were reminded.

    None is written to once the meeting has begun or answers cannot be changed any more, nor who was reminded within
    these days, by hand too.
    """
    meeting = rows.take(meeting)
    begins = begins_at(meeting)
    is_due = begins is not None and begins - BEFORE <= timezone.now() and not has_begun(meeting)
    if begins is None or not is_due or meeting.state != Meeting.State.PUBLISHED:
        return 0
    seats, reminded = seats_seen(meeting, shown=False), 0
    for registration in _to_remind(meeting):
        was_reminded = registration.reminded_at
        is_new = was_reminded is None or was_reminded < begins - BEFORE
        if not is_new or not asked_of(registration, seats.settings):
            continue
        registration.reminded_at = timezone.now()
        registration.save(update_fields=["reminded_at"])
        letters.tell(registration, "registration_reminder", seats=seats)
        LogEntry.objects.record("remind", registration, by=None, meeting=meeting.pk)
        reminded += 1
    return reminded


def _to_remind(meeting: Meeting) -> list[Registration]:
    """Confirmed for some days, with an address."""
    seated = Claim.objects.filter(
        registration=OuterRef("pk"),
        option=None,
        state=ClaimState.CONFIRMED,
        since_at__lte=timezone.now() - SINCE_CONFIRMED,
    )
    found = meeting.registrations.confirmed().filter(Exists(seated), person__email__isnull=False)
    return list(found.select_related("person", "city").order_by("pk"))
