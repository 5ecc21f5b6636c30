"""What is asked for when an agenda is released."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleaseForm(forms.Form):
    """``version`` is that of the meeting whose changes were looked at: nobody releases what was not seen."""

    note = forms.CharField(
        label=_("Note to readers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "A sentence or two, shown above the agenda and on paper: why it changed, what to do about it."
        ),
    )
    is_small_correction = forms.BooleanField(
        label=_("Small correction (no mail)"),
        required=False,
        help_text=_("The page, the papers and the calendars change; nobody is told by mail."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
