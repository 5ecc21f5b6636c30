"""What lasts from one day to another, or until further notice: posts, memberships, mandates."""

from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def lasts_on(day: date | None = None, *, prefix: str = "") -> Q:
    """The condition that a period contains ``day`` (today in the network's zone when none), both ends counted."""
    day = day or timezone.localdate()
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    )


class PeriodQuerySet(models.QuerySet[Any]):
    def current(self, day: date | None = None) -> "PeriodQuerySet":
        return self.filter(lasts_on(day))


class Period(models.Model):
    """Both days count; without an end it lasts until further notice."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Said here and not only by the database, which makes no range of days that end before they start."""
        super().clean()
        starts_on = cast("date | None", self.starts_on)  # none where the form was left empty
        if starts_on and self.ends_on and self.ends_on < starts_on:
            raise ValidationError({"ends_on": _("The end comes before the start.")})
