"""For whom a seat is kept: asked where the meeting keeps some at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.actions.registration.keeping import NOBODY

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from visits.models import Allotment
    from visits.registration.seats import Seats

IN_ORDER: Final = ("host", "speakers", "staff")
BY_ITSELF: Final = _(
    "Without a choice it follows from who comes: for the host\u2019s city, as a speaker in the programme, or of the "
    "secretariat. Kept seats are outside the city\u2019s."
)


def fields_for(seats: Seats) -> dict[str, forms.Field]:
    """Of who is added or invited by hand; nothing where no seats are kept today."""
    if not (kept := _kept(seats)):
        return {}
    choices = [("", _("as it follows from who comes")), (NOBODY, _("nobody: an ordinary seat"))]
    field = forms.ChoiceField(
        label=_("Seat kept for"),
        choices=[*choices, *_named(kept, seats)],
        required=False,
        help_text=BY_ITSELF,
    )
    return {"kept": field}


class KeepingForm(forms.Form):
    """Of somebody who is registered; ``now`` are those that this one's seat is kept among."""

    kind = forms.ChoiceField(
        label=_("Seat kept for"),
        widget=forms.RadioSelect,
        help_text=_("Kept seats are outside the city\u2019s."),
    )

    def __init__(self, sent: Any, *, seats: Seats, now: Allotment | None, **given: Any) -> None:
        initial = {"kind": now.kind if now else NOBODY}
        super().__init__(sent, initial=initial, **given)
        kept = [*_kept(seats), *([now] if now and now not in _kept(seats) else [])]
        choices = [(NOBODY, _("nobody: an ordinary seat")), *_named(kept, seats)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


def _kept(seats: Seats) -> list[Allotment]:
    found = [one for one in seats.allotments if one.is_kept_on(seats.today)]
    return sorted(found, key=lambda one: IN_ORDER.index(one.kind))


def _named(kept: list[Allotment], seats: Seats) -> list[tuple[str, StrOrPromise]]:
    return [(one.kind, _left(one, seats)) for one in kept]


def _left(allotment: Allotment, seats: Seats) -> str:
    said = {"whom": allotment, "number": seats.free_of(allotment)}
    return str(_("%(whom)s (%(number)d left)") % said)
