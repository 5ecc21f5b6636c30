"""The box into which an agenda is pasted."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.formfields import DayField
from visits.models import Meeting
from visits.paste.rows import Frame, Reading

# An agenda of a meeting without dates has at most so many days from its first.
A_WEEK: Final = 7
# Longer meetings have no list of their days to choose from.
MOST_DAYS: Final = 31


def days_of(meeting: Meeting) -> tuple[date, ...]:
    """The meeting's days; none while it has no dates."""
    if meeting.starts_on is None or meeting.ends_on is None:
        return ()
    number = min((meeting.ends_on - meeting.starts_on).days + 1, MOST_DAYS)
    return tuple(meeting.starts_on + timedelta(days=day) for day in range(number))


class PastedField(forms.CharField):
    """Whatever a clipboard holds: signs that no text has become spaces and are no reason to refuse it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\0", " ")


class PasteForm(forms.Form):
    """A text, with the HTML of the clipboard where a script took it; ``reading`` is what was understood of it."""

    text = PastedField(
        label=gettext_lazy("Agenda"),
        widget=forms.Textarea(attrs={"rows": 16, "dir": "auto", "spellcheck": "false"}),
    )
    html = PastedField(widget=forms.HiddenInput)

    def __init__(self, posted: Any, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(posted, **kwargs)
        self.days = days_of(meeting)
        self.reading = Reading()
        self.fields["on"] = self._day_field()

    def _day_field(self) -> forms.Field:
        if not self.days:
            return DayField(
                label=_("First day"),
                required=False,
                help_text=_(
                    "The meeting has no dates yet. From this day, day 1, day 2 and dates without a year are counted."
                ),
            )
        return forms.TypedChoiceField(
            label=_("Where the text names no day"),
            choices=[(f"{day:%Y-%m-%d}", date_format(day, "l j F")) for day in self.days],
            coerce=date.fromisoformat,
            empty_value=None,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (given.get("text", "").strip() or given.get("html", "").strip()):
            self.add_error("text", _("Nothing was pasted yet: put the agenda into this box."))
            return given
        # What understands an agenda is a hundred patterns, compiled where one is pasted.
        from visits.paste.reading import read  # noqa: PLC0415

        self.reading = read(
            given.get("text", ""), self.frame(given.get("on")), given.get("html", "")
        )
        if self.reading.refused:
            self.add_error("text", self.reading.refused)
        elif not self.reading.rows:
            self.add_error("text", _("There are no words in this text. Nothing was written."))
        return given

    def frame(self, on: date | None) -> Frame:
        if self.days:
            return Frame(self.days, on)
        if on is None:
            return Frame()
        return Frame(tuple(on + timedelta(days=day) for day in range(A_WEEK)), on)
