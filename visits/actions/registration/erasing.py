"""Giving up all that somebody is registered for, before that person is erased."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.models import Person
from visits.actions import rows
from visits.actions.registration.leaving import cancel
from visits.models import Registration
from visits.registration.states import Actor


@transaction.atomic
def leave_meetings(*, person: Person, by: Person | None) -> None:
    """Cancel each registration for a meeting that is not over: seats are free for the next, who is offered them. The
    addresses that get copies are emptied first, so that nobody else is written to. Who was at a meeting stays counted.
    """
    today = timezone.localdate()
    to_come = Q(meeting__ends_on=None) | Q(meeting__ends_on__gte=today)
    living = Registration.objects.living().filter(to_come, person=person)
    for registration in living.select_related("meeting").order_by("meeting_id"):
        # There it may be tomorrow already.
        if registration.meeting.is_held:
            continue
        rows.take(registration.meeting)
        living.filter(pk=registration.pk).update(copy_to="")
        cancel(registration=registration, by=by, actor=Actor.PERSON)
