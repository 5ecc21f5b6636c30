"""Who was there, by day; and which cities were, where nothing more is known."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import City, Person
from visits.models.meeting import Meeting


class Attendance(models.Model):
    """A person's presence on one day, with the city of that day; or of a city alone.

    Without a day it stands for the whole meeting. A person of no city (a guest) has none.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("meeting")
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendance",
        verbose_name=_("city"),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendance",
        verbose_name=_("person"),
    )
    on = models.DateField(_("day"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["city__name_key", "person__name_key", "on"]
        indexes = [models.Index(fields=["city", "meeting"], name="attendance_by_city")]
        constraints = [
            models.CheckConstraint(
                condition=Q(city__isnull=False) | Q(person__isnull=False),
                name="attendance_of_someone",
                violation_error_message=_("Attendance is of a person or of a city."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "city", "person", "on"],
                name="attendance_once",
                nulls_distinct=False,
                violation_error_message=_("This attendance is noted already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.person or self.city}"
