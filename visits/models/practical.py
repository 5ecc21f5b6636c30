"""Practical information: venues and entrances, hotels, arrival, transfers, contact on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from visits.models.meeting import Meeting
from visits.models.reading import through

if TYPE_CHECKING:
    from members.reader import Reader


class PracticalPartQuerySet(models.QuerySet["PracticalPart"]):
    def openable_by(self, reader: Reader) -> PracticalPartQuerySet:
        """Parts for everybody who opens the page; those for participants for these and for who prepares it."""
        meetings = Meeting.objects.all()
        return self.filter(
            Q(is_for_participants=False)
            | through("meeting", meetings.is_joined_by(reader))
            | through("meeting", meetings.is_prepared_by(reader))
        )


class PracticalPart(models.Model):
    """One part of a meeting's practical information; some are for participants only."""

    class Kind(models.TextChoices):
        VENUE = "venue", _("venue and entrance")
        HOTEL = "hotel", _("hotels")
        ARRIVAL = "arrival", _("arrival")
        TRANSFER = "transfer", _("transfers")
        ONLINE = "online", _("joining online")
        CONTACT = "contact", _("contact on the day")
        OTHER = "other", _("other")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="practical_parts", verbose_name=_("meeting")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OTHER)
    heading = models.CharField(_("heading"), max_length=160)
    text = models.TextField(_("text"))
    is_for_participants = models.BooleanField(_("for participants only"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    version = models.PositiveIntegerField(_("version of the row"), default=0)

    objects = PracticalPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of the practical information")
        verbose_name_plural = _("parts of the practical information")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading
