"""What is asked for another e-mail address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal.lib import addresses


class AddressForm(forms.Form):
    """The new address. Whether somebody has it already is not said here."""

    email = forms.CharField(
        label=_("New e-mail address"),
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        email = addresses.normal(self.cleaned_data["email"])
        addresses.validate(email)
        if email == self.person.email:
            raise ValidationError(_("This is the address already. Nothing was changed."))
        return email


class VouchForm(AddressForm):
    """The same, by someone who vouches for it."""

    is_sure = forms.BooleanField(
        label=_("I know this person, have heard it from them, and the address is theirs alone.")
    )
