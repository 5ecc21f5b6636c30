"""What is asked where items and days of an agenda are moved, copied, cancelled or removed."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from portal.lib.formfields import DayField
from visits.forms.agenda import HoursForm
from visits.forms.hours import TypedDuration
from visits.forms.typed import minutes_between
from visits.models import AgendaDay, AgendaItem, Meeting


class MoveForm(HoursForm):
    """To another day, time or track."""

    day = forms.ModelChoiceField(
        label=gettext_lazy("Day"), queryset=AgendaDay.objects.none(), empty_label=None
    )
    track = forms.CharField(label=gettext_lazy("Track"), max_length=80, required=False)
    moves_following = forms.BooleanField(
        label=gettext_lazy("Move what follows on that day by as much"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["day"]

    def __init__(self, data: Any = None, *, item: AgendaItem) -> None:
        initial = {
            "day": item.day_id,
            "starts": item.starts,
            "ends": item.ends,
            "duration": minutes_between(item.starts, item.ends),
            "track": item.track,
            "version": item.version,
        }
        super().__init__(data, initial=initial, auto_id=f"move-{item.pk}-%s")
        self.fields["day"].queryset = item.day.meeting.days.all()  # type: ignore[attr-defined]
        self.fields["day"].label_from_instance = day_name  # type: ignore[attr-defined]


class ShiftForm(forms.Form):
    """By how much an item and all that follows it on its day moves."""

    minutes = TypedDuration(label=gettext_lazy("By how much"), required=True)
    direction = forms.ChoiceField(
        label=gettext_lazy("Which way"),
        choices=[("later", gettext_lazy("later")), ("earlier", gettext_lazy("earlier"))],
        widget=forms.RadioSelect,
        initial="later",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.pop("direction", "") == "earlier" and cleaned.get("minutes"):
            cleaned["minutes"] = -cleaned["minutes"]
        return cleaned


class ReasonForm(forms.Form):
    """Why something is cancelled, as its readers will see it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("It stays on the agenda, struck through, with this reason."),
    )


class VersionForm(forms.Form):
    """A button that was pressed beside a row of this version."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PlaceForm(VersionForm):
    """Where an item was dropped: before another of a day and track, or at the end; without ``before`` its time stays."""

    day = forms.ModelChoiceField(queryset=AgendaDay.objects.none())
    before = forms.ModelChoiceField(queryset=AgendaItem.objects.none(), required=False)
    track = forms.CharField(max_length=80, required=False)

    def __init__(self, data: Any, *, meeting: Meeting) -> None:
        super().__init__(data)
        self.fields["day"].queryset = meeting.days.all()  # type: ignore[attr-defined]
        items = AgendaItem.objects.filter(day__meeting=meeting)
        self.fields["before"].queryset = items  # type: ignore[attr-defined]

    @property
    def keeps_time(self) -> bool:
        return "before" not in self.data


class StepForm(VersionForm):
    """One place earlier or later."""

    direction = forms.ChoiceField(choices=[("earlier", ""), ("later", "")])


class ConfirmForm(forms.Form):
    """Sent only by whoever was shown what goes."""

    confirmed = forms.BooleanField(
        widget=forms.HiddenInput,
        initial=True,
        error_messages={"required": gettext_lazy("Look at what goes with it first.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CopyForm(forms.Form):
    """The date of a copy."""

    on = DayField(label=gettext_lazy("Date"))


class DayForm(CopyForm):
    """A day of an agenda."""

    heading = forms.CharField(
        label=gettext_lazy("Heading"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("What this day is about, if it has a subject of its own."),
    )


class EditDayForm(DayForm):
    """A day that is there; ``seen`` marks what stood there when the form was made."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, empty_value=None)


def day_name(day: AgendaDay) -> str:
    """Tuesday 1 June: the heading, if there is one"""
    named = date_format(day.on, "l j F")
    return f"{named}: {day.heading}" if day.heading else named
