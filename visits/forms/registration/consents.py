"""The opt-ins of a participant: each apart, unticked, and kept in the words in which it is asked here."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.models import RegistrationConsent

Kind = RegistrationConsent.Kind
WORDINGS: Final = {
    Kind.EMAIL: _(
        "The other participants may see my e-mail address. I can take this back at any time."
    ),
    Kind.PUBLIC: _(
        "Everyone may see my name, city and role, where this meeting’s list of participants is public. I can take this "
        "back at any time."
    ),
    Kind.PHOTOGRAPHS: _(
        "Photographs of the meeting in which I can be recognised may be published. I can take this back at any time."
    ),
}


def name_of(kind: str) -> str:
    return f"agree_{kind}"


def fields_for(given: set[str]) -> dict[str, forms.Field]:
    """A tick for each; ``given`` are those that stand."""
    return {
        name_of(kind): forms.BooleanField(label=words, required=False, initial=kind in given)
        for kind, words in WORDINGS.items()
    }


def given_in(form: forms.BaseForm) -> dict[str, str]:
    """Of a valid form: what is agreed to, by kind, with its words."""
    return {
        str(kind): str(words)
        for kind, words in WORDINGS.items()
        if form.cleaned_data.get(name_of(kind))
    }
