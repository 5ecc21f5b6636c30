"""Somebody who is added to a meeting by hand: known already, or a name with what is known about it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members import names
from members.models import City, Person
from members.models.periods import lasts_on
from portal.lib import addresses
from portal.lib.select import LongSelect
from visits.forms.registration import wish
from visits.forms.registrations import keeping
from visits.forms.registrations.deciding import reword
from visits.registration.seats import Seats
from visits.registration.wishes import Wish


class AddingForm(forms.Form):
    """Of a ``person`` who is known, city and role alone are asked; of others name and address as well."""

    name = forms.CharField(label=_("Name"), max_length=names.LONGEST, validators=[names.validate])
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_(
            "Mails about the registration go there, with a link to answer and change it. Without an address nobody is written to."
        ),
    )
    city = forms.ModelChoiceField(
        label=_("City"),
        queryset=City.objects.none(),
        required=False,
        widget=LongSelect,
        empty_label=_("None: for an organisation"),
    )
    organisation = forms.CharField(
        label=_("Organisation"), required=False, max_length=names.LONGEST
    )
    role = forms.CharField(label=_("Role"), required=False, max_length=names.LONGEST)

    def __init__(self, sent: Any, *, seats: Seats, person: Person | None) -> None:
        super().__init__(sent)
        self.seats, self.person = seats, person
        cities = cast("forms.ModelChoiceField[City]", self.fields["city"])
        if person is None:
            cities.queryset = City.objects.members()
        else:
            del self.fields["name"], self.fields["email"]
            cities.queryset = City.objects.filter(
                lasts_on(prefix="posts__"), posts__person=person
            ).distinct()
            cities.initial = cities.queryset.first()
        self.fields.update(wish.fields_for(seats.meeting, seats.options))
        self.fields.update(keeping.fields_for(seats))
        wish.say_seats(self, seats)
        reword(self)

    def clean_name(self) -> str:
        return names.one_line(self.cleaned_data["name"])

    def clean_email(self) -> str | None:
        return addresses.normal(self.cleaned_data["email"]) or None

    def clean(self) -> None:
        given = self.cleaned_data
        if self.person is None and not given.get("city") and not given.get("organisation"):
            raise ValidationError(_("Say for which city or organisation the person comes."))

    @property
    def given(self) -> dict[str, Any]:
        """What the action is given."""
        fields = ("name", "email", "city", "organisation", "role", "kept")
        known = {key: self.cleaned_data[key] for key in fields if key in self.cleaned_data}
        return known | {"person": self.person, "wish": self.wish}

    @property
    def wish(self) -> Wish:
        return wish.wish_in(self, self.seats.meeting)
