"""Publishing a meeting at a moment that was planned, and taking the plan back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.models import LogEntry
from visits import states
from visits.actions import rows
from visits.actions.meetings import PLAN, publish
from visits.models import Meeting


@transaction.atomic
def plan_publishing(*, meeting: Meeting, at: datetime, by: Person | None) -> Meeting:
    """Have a draft published by itself at a moment to come. An earlier plan, or why one failed, is forgotten."""
    meeting = rows.take(meeting)
    states.check("plan_publishing", meeting)
    if at <= timezone.now():
        raise ValidationError(_("That moment is over: publish it now, or choose a later one."))
    _note_plan(meeting, at, by)
    LogEntry.objects.record("plan_publishing", meeting, by=by, publish_at=at.isoformat())
    return meeting


@transaction.atomic
def take_back_plan(*, meeting: Meeting, by: Person | None) -> Meeting:
    """Leave a draft unpublished until somebody publishes it; what was refused is forgotten as well."""
    meeting = rows.take(meeting)
    states.check("take_back_plan", meeting)
    _note_plan(meeting, None, None)
    LogEntry.objects.record("take_back_plan", meeting, by=by)
    return meeting


@transaction.atomic
def publish_due() -> int:
    """Publish all drafts whose planned moment has come, in the name of who planned it; how many were published.

    What is refused stays a draft with the sentence, and is not tried again until it is planned anew.
    """
    return sum(_publish_planned(pk) for pk in list(_due().values_list("pk", flat=True)))


def _due() -> QuerySet[Meeting]:
    """Those that come first first, so that two workers never wait for each other."""
    drafts = Meeting.objects.filter(state=Meeting.State.DRAFT, publish_at__lte=timezone.now())
    return drafts.order_by("publish_at", "pk")


def _publish_planned(pk: int) -> bool:
    """Whether it was published now. Somebody may have done so, or taken the plan back, before its row was free."""
    meeting = _due().select_for_update(of=("self",)).filter(pk=pk).first()
    if meeting is None:
        return False
    try:
        with transaction.atomic():
            publish(meeting=meeting, by=meeting.publish_planned_by)
    except ValidationError as error:
        _note_plan(meeting, None, None, refused=" ".join(error.messages))
        LogEntry.objects.record("publishing_refused", meeting, by=None)
        return False
    return True


def _note_plan(
    meeting: Meeting, at: datetime | None, by: Person | None, *, refused: str = ""
) -> None:
    longest = Meeting._meta.get_field("publish_refused").max_length  # noqa: SLF001 - Django's own way
    meeting.publish_at, meeting.publish_planned_by = at, by
    meeting.publish_refused = refused[:longest]
    rows.save(meeting, PLAN)
