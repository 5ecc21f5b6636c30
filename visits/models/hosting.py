"""Who hosts a meeting: its cities, and the people of them who prepare it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import City, Person
from visits.models.meeting import Meeting


class MeetingHosts(models.Manager["MeetingHost"]):
    """With their cities, which every page that names the hosts shows."""

    def get_queryset(self) -> models.QuerySet[MeetingHost]:
        return super().get_queryset().select_related("city")


class MeetingHost(models.Model):
    """A city that hosts a meeting; the first of several comes first on the page."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="host_rows")
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="host_rows", verbose_name=_("city")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = MeetingHosts()

    class Meta:
        verbose_name = _("host city")
        verbose_name_plural = _("host cities")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "city"], name="meeting_host_once")
        ]

    def __str__(self) -> str:
        return str(self.city)


class Organiser(models.Model):
    """Someone of the host city who prepares one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="organisers")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="organised", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ["person__name_key"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meeting_organiser_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
