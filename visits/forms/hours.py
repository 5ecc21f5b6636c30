"""Fields for times as people type them: a time of day, and how long something lasts."""

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from visits.forms.typed import read_duration, read_time


class TypedTime(forms.CharField):
    """A time of day, as 9.30 or 09:30 or 9h30; comes out as a time, or none where nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "size": 6}))
        super().__init__(max_length=12, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        read = read_time(data or "")
        return read is None or read != initial

    def clean(self, value: Any) -> time | None:
        typed = super().clean(value)
        if not typed:
            return None
        if (read := read_time(typed)) is None:
            raise ValidationError(
                _("“%(typed)s” is no time of day: write it as 9:30 or 14.00.") % {"typed": typed}
            )
        return read


class TypedDuration(forms.CharField):
    """How long, as 90 or 45 min or 1:30 or 1 h 30; comes out in minutes, or none where nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "size": 8}))
        super().__init__(max_length=16, **{"required": False} | kwargs)

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(read_duration(data or "") != initial)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        if (minutes := read_duration(typed)) is None:
            raise ValidationError(
                _("“%(typed)s” is no duration: write minutes, or 1:30 for an hour and a half.")
                % {"typed": typed}
            )
        return minutes


def in_words(minutes: int) -> str:
    """45 min, 2 h, 1 h 30"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": rest}
