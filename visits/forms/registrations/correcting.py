"""What is corrected of a registration at the desk, and answered for somebody: filled in with how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members import names
from portal.lib import addresses
from visits.actions.registration.correcting import Correction
from visits.forms import questions as asked

if TYPE_CHECKING:
    from visits.models import Answer, Question, Registration


class CorrectingForm(forms.Form):
    """Name and address of a guest are asked ``with_guest``; no answer has to be given for somebody else."""

    name = forms.CharField(label=_("Name"), max_length=names.LONGEST, validators=[names.validate])
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=addresses.LONGEST,
        help_text=_(
            "Another address gets another link, and the old one lets nobody in any more. What was answered and agreed to is "
            "deleted, and asked anew."
        ),
    )
    role = forms.CharField(
        label=_("Role"), required=False, max_length=names.LONGEST, validators=[names.validate]
    )
    organisation = forms.CharField(
        label=_("Organisation"), required=False, max_length=names.LONGEST
    )

    def __init__(
        self,
        sent: Any,
        *,
        registration: Registration,
        questions: Sequence[Question],
        answers: Mapping[int, Answer],
        with_guest: bool,
    ) -> None:
        person = registration.person
        initial = {
            "name": person.name,
            "email": person.email or "",
            "role": registration.role,
            "organisation": registration.organisation,
        }
        super().__init__(sent, initial=initial)
        self.registration, self.questions = registration, questions
        if not with_guest:
            del self.fields["name"], self.fields["email"]
        fields = asked.fields_for(questions, answers)
        for field in fields.values():
            field.required = False
        self.fields.update(fields)

    def clean_name(self) -> str:
        return names.one_line(self.cleaned_data["name"])

    def clean_role(self) -> str:
        return names.one_line(self.cleaned_data["role"])

    def clean_email(self) -> str | None:
        return addresses.normal(self.cleaned_data["email"]) or None

    def clean_organisation(self) -> str:
        given = names.one_line(self.cleaned_data["organisation"])
        if not given and self.registration.organisation and self.registration.city is None:
            raise ValidationError(_("Say for which organisation the person comes."))
        return given

    @property
    def correction(self) -> Correction:
        given = self.cleaned_data
        guest = (given["name"], given["email"]) if "name" in self.fields else None
        # What was not touched stays, also where no choice of the question says it any more.
        touched = [one for one in self.questions if asked.name_of(one) in self.changed_data]
        answers = tuple(asked.answers_in(self, touched))
        return Correction(given["role"], given["organisation"], guest, answers)

    @property
    def about(self) -> Iterator[forms.BoundField]:
        """Who it is, apart from what is answered."""
        names_of = ("name", "email", "role", "organisation")
        return (self[name] for name in names_of if name in self.fields)

    @property
    def answered(self) -> list[forms.BoundField]:
        return [self[asked.name_of(one)] for one in self.questions]
