"""The host's countdown: filled in, changed, ticked off."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.lib.names import fold
from portal.models import LogEntry
from visits.actions import rows
from visits.models import CountdownStep, Meeting


@transaction.atomic
def fill_countdown(*, meeting: Meeting, steps: Iterable[CountdownStep], by: Person | None) -> int:
    """Take over these steps, without their notes and ticks, but for those that are there by title; how many were new.

    A step of another countdown is remembered, so that its note is read beside the new one.
    """
    meeting = rows.take(meeting)
    there = {fold(step.title) for step in meeting.countdown_steps.all()}
    new = {fold(step.title): step for step in steps if fold(step.title) not in there}
    for source in new.values():
        known = source if source.pk else None
        _add(meeting, source.title, source.weeks_before, taken_from=known)
    LogEntry.objects.record("fill_countdown", meeting, by=by, steps=len(new))
    return len(new)


@transaction.atomic
def add_step(
    *, meeting: Meeting, title: str, weeks_before: int, by: Person | None, note: str = ""
) -> CountdownStep:
    meeting = rows.take(meeting)
    step = _add(meeting, title, weeks_before, note=note)
    LogEntry.objects.record("add_step", meeting, by=by, step=step.pk)
    return step


@transaction.atomic
def edit_step(
    *,
    step: CountdownStep,
    version: int,
    title: str,
    weeks_before: int,
    note: str,
    by: Person | None,
) -> CountdownStep:
    """Change what a step says, if it is still the version that was seen."""
    step = _take(step)
    if step.version != version:
        raise ValidationError(
            _(
                "Somebody changed this step meanwhile. What you typed is still here, and what stands there now is "
                "said above it: save again to put yours in its place."
            ),
            code="changed",
        )
    step.title, step.weeks_before, step.note = title, weeks_before, note
    _save(step, ["title", "weeks_before", "note"])
    LogEntry.objects.record("edit_step", step.meeting, by=by, step=step.pk)
    return step


@transaction.atomic
def tick_step(*, step: CountdownStep, by: Person | None) -> CountdownStep:
    """Note that a step is done, by whom and when; whoever was first stays noted."""
    step = _take(step)
    if step.done_at is None:
        step.done_at, step.done_by = timezone.now(), by
        _save(step, ["done_at", "done_by"])
        LogEntry.objects.record("tick_step", step.meeting, by=by, step=step.pk)
    return step


@transaction.atomic
def untick_step(*, step: CountdownStep, by: Person | None) -> CountdownStep:
    """Say that a step is not done after all."""
    step = _take(step)
    if step.done_at is not None:
        step.done_at, step.done_by = None, None
        _save(step, ["done_at", "done_by"])
        LogEntry.objects.record("untick_step", step.meeting, by=by, step=step.pk)
    return step


@transaction.atomic
def remove_step(*, step: CountdownStep, by: Person | None) -> Meeting:
    """Take a step off. Countdowns that took it over keep theirs, without its note."""
    meeting = rows.take(step.meeting)
    if CountdownStep.objects.filter(pk=step.pk).delete()[0]:
        LogEntry.objects.record("remove_step", meeting, by=by, step=step.pk)
    return meeting


def _add(
    meeting: Meeting,
    title: str,
    weeks_before: int,
    *,
    note: str = "",
    taken_from: CountdownStep | None = None,
) -> CountdownStep:
    step = CountdownStep(
        meeting=meeting,
        title=title,
        weeks_before=weeks_before,
        note=note,
        taken_from=taken_from,
    )
    step.full_clean()
    step.save()
    return step


def _take(step: CountdownStep) -> CountdownStep:
    """The step as it is now, with its meeting's row locked."""
    rows.take(step.meeting)
    taken = CountdownStep.objects.filter(pk=step.pk).select_related("meeting").first()
    if taken is None:
        raise ValidationError(
            _("Somebody removed this step meanwhile. Nothing was changed."), code="gone"
        )
    return taken


def _save(step: CountdownStep, fields: list[str]) -> None:
    step.version += 1
    step.full_clean()
    step.save(update_fields=[*fields, "version"])
