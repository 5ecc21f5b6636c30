"""A field for one moment, asked for and shown on the clocks of the place where a meeting is held."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.lib.clocks import instant
from portal.lib.formfields import is_likely

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class MomentField(forms.DateTimeField):
    """A day and time without its zone, which is ``zone``'s; comes out as the moment itself.

    Refuses a time that clocks there skip, and one that they say twice.
    """

    def __init__(self, *, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(**{"widget": widget} | kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            typed = datetime.fromisoformat(str(value).strip())
        except ValueError as error:
            raise ValidationError(
                _("Write a day and a time, as in 2027-06-01 14:30."), code="invalid"
            ) from error
        if not is_likely(typed.date()):
            raise ValidationError(_("Look at the year."), code="unlikely")
        if typed.tzinfo is not None:
            return typed
        return instant(typed.date(), typed.time(), self.zone)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Seconds, which the field does not ask for, are no change."""
        try:
            given = self.to_python(data)
        except ValidationError:
            return True
        if isinstance(initial, datetime):
            initial = initial.replace(second=0, microsecond=0)
        return bool((initial or None) != given)
