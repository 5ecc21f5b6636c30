"""What the desk is asked about one person's ways in and office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.actions.factors import LossReason
from members.models import Person


class LossForm(forms.Form):
    """Why the factors are taken away."""

    reason = forms.ChoiceField(label=_("Why"), choices=LossReason)
    note = forms.CharField(
        label=_("A word to the person"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Goes into the mail that tells of it, and is kept nowhere."),
    )
    is_sure = forms.BooleanField(
        label=_("I have made sure that it is this person who asks, and not only by mail.")
    )


class OfficeForm(forms.Form):
    """Which office a person holds from now on."""

    office = forms.ChoiceField(label=_("Office"), choices=Person.Office, required=False)
