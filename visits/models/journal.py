"""What was done to an agenda while it was edited, so that it can be undone."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from visits.models.meeting import Meeting


class AgendaChange(models.Model):
    """One change of an agenda that is being edited: the days and items it touched, as they were and as they became.

    ``before`` and ``after`` are written and read by ``visits.agenda_states`` alone. Undoing asks that what was touched is still
    as it became, so that nobody undoes what another did since. They go after a week.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="agenda_changes", verbose_name=_("meeting")
    )
    verb = models.CharField(_("verb"), max_length=40)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of an agenda")
        verbose_name_plural = _("changes of agendas")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["meeting", "-made_at"], name="agenda_change_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_at__gte=models.F("made_at")),
                name="agenda_change_undone_after_made",
                violation_error_message=_("A change is undone after it was made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} ({self.made_at:%Y-%m-%d %H:%M})"
