"""The host's countdown: what is to be done how many weeks before a meeting."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from visits.models.meeting import Meeting


class CountdownStep(models.Model):
    """One step on the way to a meeting, so many weeks before its first day; without days it is not due yet.

    ``note`` is what the host wrote about it: the hotel, the caterer. The next host in line starts from it.
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
        """Its day is over where the meeting takes place, and it is not done."""
        due_on = self.due_on
        today = timezone.localdate(timezone=self.meeting.zone)
        return self.done_at is None and due_on is not None and due_on < today
