"""What lasts from one day to another, or until further notice: posts, memberships, mandates."""

from datetime import date, timedelta
from typing import Any, Self, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.lib.questions import Place

# A day, or the place in a question where one goes when it is asked.
Day = date | Place


def lasts_on(day: Day | None = None, *, prefix: str = "") -> Q:
    """The condition that a period contains ``day`` (today in the network's zone when none), both ends counted."""
    day = day or timezone.localdate()
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    )


def at_once() -> date:
    """The last day of what ends at once: both ends count, so that it is over when it ended yesterday."""
    return timezone.localdate() - timedelta(days=1)


class PeriodQuerySet(models.QuerySet[Any]):
    def current(self, day: date | None = None) -> Self:
        return self.filter(lasts_on(day))

    def not_over(self) -> Self:
        """Lasting today, or to come."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()))

    def over(self) -> Self:
        return self.filter(ends_on__lt=timezone.localdate())


class Period(models.Model):
    """Both days count; without an end it lasts until further notice."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def end(self, on: date) -> None:
        """Let ``on`` be its last day. What would not have lasted a day leaves no row: days are the least that is kept."""
        if on < self.starts_on:
            self.delete()
            return
        self.ends_on = on
        self.save(update_fields=["ends_on"])

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    def clean(self) -> None:
        """Said here and not only by the database, which makes no range of days that end before they start."""
        super().clean()
        starts_on = cast("date | None", self.starts_on)  # none where the form was left empty
        if starts_on and self.ends_on and self.ends_on < starts_on:
            raise ValidationError({"ends_on": _("The end comes before the start.")})
