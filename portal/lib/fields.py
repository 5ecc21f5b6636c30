"""Model fields and constraint expressions that several apps share."""

import zoneinfo
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import gettext_lazy as _

from portal.lib.names import fold

if TYPE_CHECKING:
    TextColumn = models.CharField[str, str]
else:
    TextColumn = models.CharField


class KeyField(TextColumn):
    """The folded form of another field, kept for sorting and matching: names do not sort by collation.

    It is filled whenever the row is written, also by ``bulk_create``, as ``auto_now`` is; and when the row is
    checked, so that ``full_clean`` finds what is there already.
    """

    def __init__(self, *args: Any, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        kwargs.setdefault("max_length", 250)
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"]
        return name, path, args, kwargs | {"source": self.source}

    def clean(self, value: Any, model_instance: models.Model | None) -> str:  # noqa: ARG002 - Django's signature
        return self._key_of(model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001 - Django's
        key = self._key_of(model_instance)
        setattr(model_instance, self.attname, key)
        return key

    def _key_of(self, row: models.Model | None) -> str:
        return fold(str(getattr(row, self.source)))


def validate_time_zone(value: str) -> None:
    """An IANA zone that this machine's tables know."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("%(zone)s is not a time zone of the IANA tables."), params={"zone": value}
        )


class TimeZoneField(TextColumn):
    """The name of an IANA time zone, such as Europe/Brussels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("validators", [validate_time_zone])
        super().__init__(*args, **kwargs)


def no_overlap(name: str, *fields: str, message: Any) -> ExclusionConstraint:
    """No two rows with the same ``fields`` whose days, both ends counted, overlap. An open end lasts for ever."""
    days = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange")
    return ExclusionConstraint(
        name=name,
        expressions=[(field, RangeOperators.EQUAL) for field in fields]
        + [(days, RangeOperators.OVERLAPS)],
        violation_error_message=message,
    )


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=F("starts_on")),
        violation_error_message=_("The end comes before the start."),
    )
