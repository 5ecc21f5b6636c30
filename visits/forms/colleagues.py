"""Colleagues as a coordinator names them: a table of rows to fill in, or one alone."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import names
from members.models import Person
from portal.lib import addresses, digits
from visits.actions.registration.colleagues import Named

ROWS: Final = 5
MOST_ROWS: Final = 60
FIELDS: Final = ("person", "name", "email", "role")


class Known(NamedTuple):
    """Who represents the city, and the keys of those who are registered for the meeting."""

    people: Sequence[Person]
    registered: AbstractSet[int]


class ColleagueForm(forms.Form):
    """Somebody the city knows, or a name and an address; and the role in the delegation."""

    person = forms.ChoiceField(label=gettext_lazy("Colleague"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=names.LONGEST,
        required=False,
        validators=[names.validate],
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.CharField(
        label=gettext_lazy("Role in the delegation"),
        max_length=160,
        required=False,
        validators=[names.validate],
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in known.people}
        field = self.fields["person"]
        every = [("", _("Somebody new")), *((pk, one.name) for pk, one in self.people.items())]
        field.choices = every  # type: ignore[attr-defined]
        # Who was registered meanwhile can be sent, and is said to be so; nobody chooses them anew.
        taken = {str(pk) for pk in known.registered} - {self.typed["person"]}
        field.widget.choices = [one for one in every if one[0] not in taken]

    @property
    def typed(self) -> dict[str, str]:
        return {name: str(self.data.get(self.add_prefix(name), "")) for name in FIELDS}

    @property
    def is_empty(self) -> bool:
        return not any(value.strip() for value in self.typed.values())

    @property
    def whom(self) -> str:
        """Whoever the row names, for a list of what is wrong."""
        typed = self.typed
        known = self.people.get(typed["person"])
        return known.name if known else typed["name"].strip() or typed["email"].strip() or "…"

    def clean_name(self) -> str:
        return names.one_line(self.cleaned_data["name"])

    def clean_role(self) -> str:
        return names.one_line(self.cleaned_data["role"])

    def clean_email(self) -> str:
        email = addresses.normal(self.cleaned_data["email"])
        if email and (fault := addresses.fault_of(email)):
            raise ValidationError(fault)
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["person"]:
            if cleaned["name"] or cleaned["email"]:
                self.add_error(
                    "person",
                    _(
                        "Choose a colleague, or give a name and an address of somebody new: not both."
                    ),
                )
            return cleaned
        if not cleaned["name"]:
            self.add_error("name", _("Give the name."))
        if not cleaned["email"]:
            self.add_error("email", _("Give the e-mail address: the person is asked by mail."))
        return cleaned

    @property
    def named(self) -> Named:
        said = self.cleaned_data
        return Named(self.people.get(said["person"]), said["name"], said["email"], said["role"])

    def refuse(self, error: ValidationError) -> None:
        """Say what the action found, at the address where that was typed."""
        self.add_error("person" if self.cleaned_data["person"] else "email", error.messages)


class ColleagueTable:
    """Rows to fill in; those that are left empty are passed over."""

    most = MOST_ROWS

    def __init__(self, known: Known, sent: QueryDict | None = None) -> None:
        self.known, self.sent = known, sent
        self.number = digits.number(sent.get("rows", ""), otherwise=ROWS) if sent else ROWS
        self.number = max(ROWS, min(self.number, MOST_ROWS))

    @cached_property
    def forms(self) -> list[ColleagueForm]:
        return [self._row(number, self.sent) for number in range(self.number)]

    @property
    def filled(self) -> list[ColleagueForm]:
        return [form for form in self.forms if not form.is_empty]

    @property
    def blank(self) -> ColleagueForm:
        """What a script makes one more row of."""
        return self._row("__row__", None)

    def with_more(self) -> ColleagueTable:
        """The same with more rows: nothing is looked at yet, and what was typed stays."""
        more = ColleagueTable(self.known)
        more.number = min(self.number + ROWS, MOST_ROWS)
        more.forms = [
            self._row(number, None, initial=self._typed(number)) for number in range(more.number)
        ]
        return more

    def only(self, faulty: Sequence[ColleagueForm]) -> ColleagueTable:
        """The rows that could not be done, first, as they were sent and with what is wrong; and empty ones after them."""
        left = ColleagueTable(self.known)
        left.number = self.number
        free = [number for number, form in enumerate(self.forms) if form not in faulty]
        empty = free[: max(0, ROWS - len(faulty))]
        left.forms = [*faulty, *(self._row(number, None) for number in empty)]
        return left

    def _typed(self, number: int) -> dict[str, str]:
        return self.forms[number].typed if number < self.number else {}

    def _row(
        self, number: int | str, sent: QueryDict | None, initial: dict[str, str] | None = None
    ) -> ColleagueForm:
        return ColleagueForm(sent, prefix=f"row-{number}", known=self.known, initial=initial)


class ReasonForm(forms.Form):
    """Why somebody does not come, which that person reads."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        help_text=gettext_lazy("The person reads it in the mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
