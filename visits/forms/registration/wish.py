"""How to attend, and which options: the fields of a wish, with the seats that are left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from visits.models import Claim, Meeting, Option
from visits.registration.seats import ONLINE, ROOM, Place
from visits.registration.wishes import Attend, Wish

if TYPE_CHECKING:
    from visits.registration.seats import Seats

WAYS = [
    (Attend.ROOM, gettext_lazy("In the room")),
    (Attend.ONLINE, gettext_lazy("Online")),
    (Attend.BOTH, gettext_lazy("In the room, and online as long as there is no seat there")),
]


def fields_for(meeting: Meeting, options: Iterable[Option]) -> dict[str, forms.Field]:
    """Nothing is asked where there is nothing to choose."""
    fields: dict[str, forms.Field] = {}
    if meeting.mode == Meeting.Mode.HYBRID:
        fields["attend"] = forms.ChoiceField(
            label=gettext_lazy("How will you attend?"), choices=WAYS, widget=forms.RadioSelect
        )
    if every := list(options):
        fields["options"] = forms.TypedMultipleChoiceField(
            label=gettext_lazy("What will you take part in?"),
            choices=[(option.pk, words_of(option)) for option in every],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=gettext_lazy("Tick what you will come to. Each has seats of its own."),
        )
    return fields


def say_seats(form: forms.BaseForm, seats: Seats) -> None:
    """Put the seats that are left beside what can be chosen."""
    if "options" in form.fields:
        field = cast("forms.ChoiceField", form.fields["options"])
        field.choices = [
            (option.pk, words_of(option, seats.free(Place(Claim.What.OPTION, option.pk))))
            for option in seats.options
        ]
    if "attend" in form.fields:
        room, online = (seats.free(Place(what)) for what in (ROOM, ONLINE))
        left = {Attend.ROOM: room, Attend.ONLINE: online, Attend.BOTH: room}
        field = cast("forms.ChoiceField", form.fields["attend"])
        field.choices = [(way, _with_left(str(words), left[way])) for way, words in WAYS]


def words_of(option: Option, left: int | None = None) -> str:
    day = date_format(option.on, "l j F") if option.on else ""
    words = ", ".join(filter(None, [option.title, day, option.note]))
    return _with_left(words, left)


def _with_left(words: str, left: int | None) -> str:
    if left is None:
        return words
    if left == 0:
        return _("%(what)s: no seats left, there is a waiting list") % {"what": words}
    said = ngettext("%(what)s: %(number)d seat left", "%(what)s: %(number)d seats left", left)
    return said % {"what": words, "number": left}


def wish_in(form: forms.BaseForm, meeting: Meeting) -> Wish:
    """What a valid form asks for."""
    given = form.cleaned_data
    attend = Attend(given["attend"]) if "attend" in given else Wish.simplest(meeting).attend
    return Wish(attend, frozenset(given.get("options", [])))


def wish_of(meeting: Meeting, claims: Iterable[Claim]) -> Wish:
    """What the living claims of a registration ask for."""
    every = list(claims)
    places = {claim.what for claim in every}
    if {ROOM, ONLINE} <= places:
        attend = Attend.BOTH
    elif ONLINE in places:
        attend = Attend.ONLINE
    else:
        attend = Wish.simplest(meeting).attend
    return Wish(attend, frozenset(claim.option_id for claim in every if claim.option_id))
