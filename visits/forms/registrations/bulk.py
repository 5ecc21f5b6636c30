"""What is done to several registrations of the table at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.lib import digits

if TYPE_CHECKING:
    from django.http import QueryDict

# A page of the table has a hundred.
MOST_AT_ONCE: Final = 300
REASON_MISSING: Final = _("Give a reason: the people concerned read it. Nothing was done.")


class ChosenField(forms.Field):
    """The boxes that were ticked: the key of each row with the version in which it was seen."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> dict[int, int]:
        found = (str(one).partition(":") for one in value or ())
        chosen = {
            digits.number(key): digits.number(version, otherwise=-1)
            for key, _colon, version in found
            if key.isdecimal()
        }
        if not chosen:
            raise ValidationError(_("Nobody was chosen. Tick the people first."), code="nobody")
        if len(chosen) > MOST_AT_ONCE:
            raise ValidationError(
                _(
                    "At most %(number)d at once, so that others are not kept waiting. Nothing was done."
                )
                % {"number": MOST_AT_ONCE},
                code="many",
            )
        return chosen


class BulkForm(forms.Form):
    """``verbs`` are those that this reader may do at all."""

    chosen = ChosenField(label=_("Chosen"))
    do = forms.ChoiceField(label=_("What to do"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For refusing and withdrawing. The people concerned read it in their mail."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, sent: Any, *, verbs: dict[str, Any]) -> None:
        super().__init__(sent)
        self.verbs = verbs
        self.fields["do"].choices = list(verbs.items())  # type: ignore[attr-defined]

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        if not reason and self.data.get("do") in {"refuse", "withdraw"}:
            raise ValidationError(REASON_MISSING, code="required")
        return reason

    @property
    def ticked(self) -> list[str]:
        """As they were sent, so that they stay ticked."""
        return cast("QueryDict", self.data).getlist("chosen") if self.is_bound else []
