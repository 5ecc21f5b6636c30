"""Who is chosen among those who asked, where seats are given by selection."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

WAIT: Final = "wait"


class KeysField(forms.Field):
    """Keys of registrations, each sent by its own box."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[int]:
        return [int(key) for key in value or () if str(key).isdecimal() and len(str(key)) < 19]


class SelectingForm(forms.Form):
    """``seen`` are all among whom was chosen, so that nobody is answered unseen."""

    chosen = KeysField(required=False)
    seen = KeysField(required=False)
    others = forms.ChoiceField(
        label=_("All others"),
        choices=[
            (WAIT, _("wait in their order, and are offered seats that become free")),
            ("refuse", _("are refused")),
        ],
        initial=WAIT,
        widget=forms.RadioSelect,
    )
