"""What the desk asks for of practical information, of who was there, and of the report."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import City
from portal.lib.formfields import RichText, put_anew
from portal.lib.merging_texts import merge
from portal.models import Autosave
from visits.models import Meeting, PracticalPart


class PartForm(forms.Form):
    """One part of the practical information. ``version`` is that of the row from which the form was made."""

    kind = forms.ChoiceField(
        label=_("What it is about"),
        choices=[(kind.value, kind.label.capitalize()) for kind in PracticalPart.Kind],
    )
    heading = forms.CharField(label=_("Heading"), max_length=160)
    text = RichText(label=_("Text"), rows=10)
    is_for_participants = forms.BooleanField(
        label=_("For participants only"),
        required=False,
        help_text=_(
            "Others are told that there is more here, and read it once they take part. Door codes, the "
            "telephone on the day and the link to join online belong here."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    @classmethod
    def about(cls, part: PracticalPart, posted: Any, *, kept: Autosave | None) -> "PartForm":
        """``kept`` is what its writer had not saved yet."""
        fields = ("kind", "heading", "text", "is_for_participants", "version")
        initial = {name: getattr(part, name) for name in fields} | {"base": part.text}
        return cls(
            posted, initial=initial | ({"text": kept.text, "base": kept.base} if kept else {})
        )

    def put_together(self, standing: PracticalPart) -> None:
        """Both texts become one: where both changed the same, both stand, and the writer looks at it before it is saved."""
        base = self.cleaned_data["base"].replace("\r\n", "\n")
        merged = merge(base=base, mine=self.cleaned_data["text"], theirs=standing.text)
        put_anew(self, version=standing.version, base=standing.text, text=merged.resolved())


class CopyForm(forms.Form):
    """Which parts of an earlier meeting are taken over: all of them, until some are left out."""

    parts = forms.MultipleChoiceField(
        label=_("Parts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one part.")},
    )

    def __init__(self, posted: Any, *, parts: Sequence[PracticalPart]) -> None:
        super().__init__(posted, initial={"parts": [part.pk for part in parts]})
        self.known = {str(part.pk): part for part in parts}
        self.fields["parts"].choices = [(key, part.heading) for key, part in self.known.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[PracticalPart]:
        return [self.known[key] for key in self.cleaned_data["parts"]]


class AttendanceForm(forms.Form):
    """Which cities came. ``seen`` are those that were noted when the form was made: only what was changed is changed."""

    cities = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": _("One of these is no city of ours.")},
    )
    seen = forms.MultipleChoiceField(required=False)

    def __init__(self, posted: Any, *, cities: Sequence[City]) -> None:
        super().__init__(posted)
        self.known = {str(city.pk): city for city in cities}
        choices = [(key, city.name) for key, city in self.known.items()]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]

    @property
    def came(self) -> list[City]:
        return self._only("cities", "seen")

    @property
    def left_out(self) -> list[City]:
        return self._only("seen", "cities")

    def _only(self, wanted: str, others: str) -> list[City]:
        keys = set(self.cleaned_data[wanted]) - set(self.cleaned_data[others])
        return [city for key, city in self.known.items() if key in keys]


class ReportAudienceForm(forms.Form):
    """For whom the report is."""

    report_audience = forms.ChoiceField(
        label=_("The report is for"),
        choices=[(one.value, one.label.capitalize()) for one in Meeting.Audience],
    )
