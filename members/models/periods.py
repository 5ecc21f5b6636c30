"""What lasts from one day to another, or until further notice: posts, memberships, mandates."""

from datetime import date
from typing import Any

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
