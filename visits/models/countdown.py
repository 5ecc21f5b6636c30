"""The host's countdown: what is to be done how many weeks before a meeting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from visits.models.meeting import Meeting
from visits.models.reading import through

if TYPE_CHECKING:
    from members.reader import Reader


class CountdownStepQuerySet(models.QuerySet["CountdownStep"]):
    def late_for(self, reader: Reader, today: date) -> CountdownStepQuerySet:
        """What should be done by now and is not, for meetings that this reader prepares and that are still to be held;
        what is due longest comes first. Each with its meeting.
        """
        due = ExpressionWrapper(
            F("meeting__starts_on") - F("weeks_before") * 7, output_field=models.DateField()
        )
        return (
            self.filter(through("meeting", Meeting.objects.all().is_prepared_by(reader)))
            .filter(done_at__isnull=True, meeting__state__in=TO_BE_HELD)
            .filter(meeting__ends_on__gte=today)
            .alias(due=due)
            .filter(due__lt=today)
            .select_related("meeting")
            .order_by("due", "meeting__title_key", "pk")
        )


TO_BE_HELD = ("draft", "published")


class CountdownStep(models.Model):
    """One step on the way to a meeting, so many weeks before its first day; without days it is not due yet.

    ``note`` is what the host wrote about it: the hotel, the caterer. ``taken_from`` is the last host's step that it was
    taken over from, whose note is shown beside it.
    """

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="countdown_steps",
        verbose_name=_("meeting"),
    )
    title = models.CharField(_("what is to be done"), max_length=160)
    weeks_before = models.PositiveSmallIntegerField(_("weeks before the first day"))
    note = models.TextField(_("note"), blank=True, max_length=2000)
    taken_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken over from"),
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    objects = CountdownStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a countdown")
        verbose_name_plural = _("steps of countdowns")
        ordering = ["-weeks_before", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "title"],
                name="countdown_step_once",
                violation_error_message=_("The countdown has this step already."),
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | Q(done_by__isnull=True),
                name="countdown_step_done_by_with_at",
                violation_error_message=_("Who has done a step goes with when."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def due_on(self) -> date | None:
        """So many weeks before the meeting begins."""
        starts_on = self.meeting.starts_on
        return starts_on - timedelta(weeks=self.weeks_before) if starts_on else None

    @property
    def is_late(self) -> bool:
        """Its day is over where the meeting takes place, it is not done, and the meeting is still to be held."""
        due_on, meeting = self.due_on, self.meeting
        today = timezone.localdate(timezone=meeting.zone)
        is_open = self.done_at is None and meeting.state in TO_BE_HELD and not meeting.is_held
        return is_open and due_on is not None and due_on < today
