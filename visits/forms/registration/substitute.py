"""Who comes instead: a colleague of the same city."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members import names

if TYPE_CHECKING:
    from members.models import Person


class SubstituteForm(forms.Form):
    role = forms.CharField(
        label=_("Role in the delegation"),
        max_length=160,
        required=False,
        validators=[names.validate],
        help_text=_("Your colleague can change it. Participants see it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, colleagues: Iterable[Person], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.colleagues = {person.pk: person for person in colleagues}
        choices = [(pk, person.name) for pk, person in self.colleagues.items()]
        self.fields["person"] = forms.TypedChoiceField(
            label=_("Who comes instead of you?"),
            choices=choices,
            coerce=int,
            widget=forms.RadioSelect,
        )
        self.order_fields(["person", "role"])

    def clean_role(self) -> str:
        return names.one_line(self.cleaned_data["role"])

    @property
    def person(self) -> Person:
        return self.colleagues[self.cleaned_data["person"]]
