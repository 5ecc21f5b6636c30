"""What is asked of those who ask for access, and of those who answer."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members import names
from members.models import City, Post
from members.places import cities_of_address
from portal.lib import addresses
from portal.lib.select import LongSelect


class RequestForm(forms.Form):
    """Who asks, as what, and why."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=names.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        validators=[names.validate],
    )
    title = forms.CharField(
        label=_("Your job title"),
        max_length=names.LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        validators=[names.validate],
    )
    note = forms.CharField(
        label=_("Why you ask"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence for the colleague who decides: what you work on, which group."),
    )

    def clean_name(self) -> str:
        return names.one_line(self.cleaned_data["name"])

    def clean_title(self) -> str:
        return names.one_line(self.cleaned_data["title"])


class AskForm(RequestForm):
    """The same with the address, whose domain says for which cities it may ask."""

    email = forms.CharField(
        label=_("Your e-mail address at work"),
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        validators=[addresses.validate],
    )
    city = forms.ModelChoiceField(
        label=_("Your city"),
        queryset=City.objects.none(),
        required=False,
        widget=LongSelect,
        empty_label=_("as my address says"),
    )
    field_order = ["email", "city", "name", "title", "note"]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        cast("forms.ModelChoiceField[City]", self.fields["city"]).queryset = City.objects.members()

    def clean_email(self) -> str:
        return addresses.normal(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        """The city is the one asked for, or that of the narrowest domain; the address belongs to it."""
        given = super().clean() or {}
        if email := given.get("email"):
            belongs_to = cities_of_address(email)
            if not belongs_to:
                self.add_error("email", _no_city(email))
            elif given.get("city") is None:
                given["city"] = belongs_to[0]
            elif given["city"] not in belongs_to:
                self.add_error("city", _other_city(belongs_to[0], given["city"]))
        return given


def _no_city(email: str) -> ValidationError:
    domain = email.rpartition("@")[2]
    return ValidationError(
        _now(
            "Addresses at %(domain)s belong to no member city that we know of, so this request was not sent. Use "
            "your address at the city, or ask your city's coordinator to invite you; the secretariat can as well."
        )
        % {"domain": domain}
    )


def _other_city(own: City, chosen: City) -> ValidationError:
    return ValidationError(
        _now(
            "This address belongs to %(own)s, not to %(chosen)s. Choose %(own)s, or ask the coordinator of "
            "%(chosen)s to invite you."
        )
        % {"own": own.name, "chosen": chosen.name}
    )


class GrantForm(forms.Form):
    """As what the person is let in."""

    kind = forms.ChoiceField(
        label=_("As"), choices=[(kind.value, kind.label.capitalize()) for kind in Post.Kind]
    )
    title = forms.CharField(
        label=_("Job title"),
        max_length=names.LONGEST,
        required=False,
        validators=[names.validate],
    )

    def clean_kind(self) -> Post.Kind:
        return Post.Kind(self.cleaned_data["kind"])

    def clean_title(self) -> str:
        return names.one_line(self.cleaned_data["title"])


class RefuseForm(forms.Form):
    """Why not: it is mailed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is mailed to the person as you write it, with your name."),
    )
