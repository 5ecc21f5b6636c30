"""What a list of registrations holds that somebody takes away, what for, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.lib.formfields import DayField
from visits.models import Meeting, Question
from visits.models.claim_states import ASKING, ENDED, LIVING
from visits.registration.deletion import deletes_on
from visits.registration.exports import Group
from visits.registration.window import today_at

if TYPE_CHECKING:
    from django.forms.boundfield import BoundWidget
    from django_stubs_ext import StrOrPromise

    from visits.registration.exports import Column

Care = Question.Care
# Ticked from the first: what most lists are for.
USUAL: Final = frozenset({"name", "email", "city", "organisation", "role", "state"})
FORMS: Final = (("csv", _("CSV, for any program")), ("xlsx", _("XLSX, for Excel and LibreOffice")))


class ExportForm(forms.Form):
    """``columns`` are those that this reader may take; sensitive ones stand apart, and none of them is ticked."""

    states = forms.MultipleChoiceField(
        label=_("Who"),
        choices=[(state.value, state.label.capitalize()) for state in (*LIVING, *ENDED)],
        widget=forms.CheckboxSelectMultiple,
        initial=list(ASKING),
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"), widget=forms.CheckboxSelectMultiple, required=False
    )
    sensitive = forms.MultipleChoiceField(
        label=_("Answers given with consent"),
        help_text=_("Take only what the purpose needs: the totals without names may be enough."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    security = forms.MultipleChoiceField(
        label=_("For the venue\u2019s security"),
        help_text=_("You are named to read these. They are for the venue and nobody else."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purpose = forms.CharField(label=_("What for"), max_length=200, required=False)
    delete_by_on = DayField(label=_("Deleted by"), required=False)
    form = forms.ChoiceField(
        label=_("Format"), choices=FORMS, widget=forms.RadioSelect, initial="xlsx"
    )

    def __init__(self, sent: Any, *, meeting: Meeting, columns: Sequence[Column]) -> None:
        super().__init__(sent)
        self.meeting, self.by_key = meeting, {column.key: column for column in columns}
        self._offer("columns", Care.ORDINARY)
        self._offer("sensitive", Care.SENSITIVE)
        self._offer("security", Care.SECURITY)
        ordinary = [one.key for one in columns if one.care == Care.ORDINARY]
        asked = [one.key for one in columns if one.question_id and one.care == Care.ORDINARY]
        self.initial = {
            "columns": [key for key in ordinary if key in USUAL] + asked,
            "delete_by_on": deletes_on(meeting),
        }

    def _offer(self, name: str, care: str) -> None:
        offered = [(key, one.label) for key, one in self.by_key.items() if one.care == care]
        if not offered and care != Care.ORDINARY:
            del self.fields[name]
            return
        self.fields[name].choices = offered  # type: ignore[attr-defined]

    @property
    def column_groups(self) -> list[tuple[StrOrPromise, list[BoundWidget]]]:
        """The boxes of what is not sensitive, under the words for what they are about."""
        ordinary = (one for one in self.by_key.values() if one.care == Care.ORDINARY)
        boxes = zip(ordinary, self["columns"], strict=True)
        by_group: defaultdict[str, list[BoundWidget]] = defaultdict(list)
        for column, box in boxes:
            by_group[column.group].append(box)
        return [(group.label, by_group[group]) for group in Group if by_group[group]]

    @property
    def has_care(self) -> bool:
        """Whether there is anything sensitive to take at all."""
        return "sensitive" in self.fields or "security" in self.fields

    @property
    def chosen(self) -> list[Column]:
        """In the order of the columns, once the form is valid."""
        names = ("columns", "sensitive", "security")
        ticked = {key for name in names for key in self.cleaned_data.get(name, ())}
        return [column for key, column in self.by_key.items() if key in ticked]

    @property
    def takes_sensitive(self) -> bool:
        return any(column.care != Care.ORDINARY for column in self.chosen)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.chosen:
            self.add_error("columns", _("Tick at least one column."))
        if self.takes_sensitive:
            self._check_purpose(cleaned)
        return cleaned

    def _check_purpose(self, cleaned: dict[str, Any]) -> None:
        """Sensitive answers leave for a purpose, and are deleted elsewhere no later than here."""
        if not cleaned.get("purpose"):
            self.add_error("purpose", _("Say what the sensitive answers are for."))
        if "delete_by_on" not in cleaned:
            return
        day, latest = cleaned["delete_by_on"], self._latest()
        if day is None:
            self.add_error("delete_by_on", _("Say by which day the list is deleted."))
        elif day < today_at(self.meeting):
            self.add_error("delete_by_on", _("This day is over."))
        elif latest is not None and day > latest:
            said = {"day": date_format(latest, "j F Y")}
            words = _("These answers are deleted here on %(day)s: no list may keep them longer.")
            self.add_error("delete_by_on", ValidationError(words % said))

    def _latest(self) -> date | None:
        """The first day on which any of the chosen answers goes; none while the days are not known, or it is over."""
        cares = {column.care for column in self.chosen} - {Care.ORDINARY}
        days = [day for care in cares if (day := deletes_on(self.meeting, care))]
        return max(min(days), today_at(self.meeting)) if days else None
