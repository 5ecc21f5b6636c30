"""What is asked about places in working groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class AnswerForm(forms.Form):
    """Yes, or no with a reason that the person who asked will read."""

    GRANT, REFUSE = "grant", "refuse"

    answer = forms.ChoiceField(
        choices=[(GRANT, gettext_lazy("Yes")), (REFUSE, gettext_lazy("No"))],
        error_messages={"required": gettext_lazy("Say yes or no by one of the two buttons.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, if the answer is no"),
        help_text=gettext_lazy("The person who asked will read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: a no without a reason helps nobody."))
        return cleaned
