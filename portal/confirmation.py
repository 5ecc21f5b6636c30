"""The word that one types before something is done that cannot be undone."""

from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORD: Final = gettext_lazy("erase")


class ConfirmForm(forms.Form):
    """Nothing happens by one click."""

    word = forms.CharField(
        label=gettext_lazy("Type the word “erase”"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
    )

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"]
        if word.strip().strip("“”\"'").lower() != str(WORD).lower():
            raise ValidationError(
                _("This is not the word “%(word)s”, so nothing was erased.") % {"word": WORD}
            )
        return word
