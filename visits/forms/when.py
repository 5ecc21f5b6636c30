"""Asking when a meeting is held: days, tentative ones, a month, or not known yet."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.lib.formfields import DayField
from visits.models import Meeting

FIXED, DAYS, MONTH, AGREED, UNKNOWN = "fixed", "days", "month", "agreed", "unknown"
# Which fields a choice asks for.
COUNTING: Final = {
    FIXED: {"starts_on", "ends_on"},
    DAYS: {"starts_on", "ends_on"},
    MONTH: {"month"},
}
MONTHS_AHEAD: Final = 36


class WhenForm(forms.Form):
    """What was chosen decides which of the other fields count; what stands in those that do not is left alone."""

    when = forms.ChoiceField(
        label=_("Dates"),
        widget=forms.RadioSelect,
        choices=[
            (FIXED, _("Fixed days")),
            (DAYS, _("Tentative days")),
            (MONTH, _("A month, the days to follow")),
            (AGREED, _("To be agreed")),
            (UNKNOWN, _("Not known")),
        ],
        initial=FIXED,
    )
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Left empty, it is one day.")
    )
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.initial.get("month") or ""
        self.fields["month"].choices = [("", _("Choose")), *_months(known)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in {"starts_on", "ends_on", "month"} - COUNTING.get(given.get("when", ""), set()):
            # Left alone, also where it could not be read.
            self.errors.pop(name, None)
        match given.get("when"):
            case "fixed" | "days":
                self._clean_days(given)
            case "month" if not given.get("month") and "month" not in self.errors:
                self.add_error("month", _("Choose the month."))
        return given

    def _clean_days(self, given: dict[str, Any]) -> None:
        first, last = given.get("starts_on"), given.get("ends_on")
        if not first and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Say the first day, or choose another kind of dates."))
        if first and not last and "ends_on" not in self.errors:
            given["ends_on"] = first
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))

    @property
    def dates_given(self) -> dict[str, Any]:
        """As a meeting's row holds them, once the form is valid."""
        given = self.cleaned_data
        has_days, month = given["when"] in {FIXED, DAYS}, given.get("month", "")
        kinds = {FIXED: Meeting.Dates.FIXED, UNKNOWN: Meeting.Dates.UNKNOWN}
        return {
            "dates": kinds.get(given["when"], Meeting.Dates.TENTATIVE),
            "starts_on": given["starts_on"] if has_days else None,
            "ends_on": given["ends_on"] if has_days else None,
            "month_on": date.fromisoformat(f"{month}-01") if given["when"] == MONTH else None,
        }

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        return {
            "when": _kind_of(meeting),
            "starts_on": meeting.starts_on,
            "ends_on": meeting.ends_on,
            "month": f"{meeting.month_on:%Y-%m}" if meeting.month_on else "",
        }


def _kind_of(meeting: Meeting) -> str:
    if meeting.dates != Meeting.Dates.TENTATIVE:
        return FIXED if meeting.dates == Meeting.Dates.FIXED else UNKNOWN
    if meeting.starts_on:
        return DAYS
    return MONTH if meeting.month_on else AGREED


def _months(known: str) -> Iterator[tuple[str, str]]:
    """From this one on; before them one that is over, if it is what stands there."""
    today = timezone.localdate()
    ahead = [
        date(today.year + (today.month - 1 + number) // 12, (today.month - 1 + number) % 12 + 1, 1)
        for number in range(MONTHS_AHEAD)
    ]
    keys = [f"{month:%Y-%m}" for month in ahead]
    if known and known not in keys:
        ahead.insert(0, date.fromisoformat(f"{known}-01"))
    return ((f"{month:%Y-%m}", date_format(month, "F Y")) for month in ahead)
