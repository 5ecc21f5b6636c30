"""How those who prepare narrow and sort the table of registrations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.lib.names import fold
from portal.lib.select import LongSelect
from visits.models import Claim, ClaimState
from visits.models.claim_states import ENDED, LIVING
from visits.registration.seats import ONLINE, ROOM

if TYPE_CHECKING:
    from visits.registration.roll import Line
    from visits.registration.seats import Seats

ALL: Final = "all"
NO_CITY: Final = "none"
ORDER: Final = [str(state) for state in (*LIVING, *ENDED)]
ONLY: Final[dict[str, tuple[Any, Callable[[Line], bool]]]] = {
    "asked": (_("needs your answer"), lambda line: line.is_asked),
    "unanswered": (_("questions not answered"), lambda line: line.is_unanswered),
    "gone": (_("post in the city ended"), lambda line: line.is_gone),
    "late": (_("cancelled late"), lambda line: line.registration.is_late),
}
SORTS: Final[dict[str, Callable[[Line], Any]]] = {
    "name": lambda line: line.registration.person.name_key,
    "city": lambda line: (
        line.registration.city is None,
        line.registration.city.name_key if line.registration.city else fold(line.whence),
    ),
    "state": lambda line: (ORDER.index(line.registration.state), line.number),
    "line": lambda line: line.number,
    "registered": lambda line: line.registration.registered_at,
}


class RegistrationFilter(forms.Form):
    """Narrows the lines of one meeting; it offers what is found among them. Without a state, those not ended."""

    q = forms.CharField(label=_("Name"), required=False, max_length=160, widget=forms.SearchInput)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All that go on")),
            (ALL, _("All, also ended")),
            *((state.value, state.label.capitalize()) for state in ClaimState),
        ],
    )
    city = forms.ChoiceField(label=_("City"), required=False, widget=LongSelect)
    what = forms.ChoiceField(label=_("Asks for"), required=False)
    only = forms.ChoiceField(
        label=_("Only"),
        required=False,
        choices=[("", _("everybody")), *((key, label) for key, (label, _test) in ONLY.items())],
    )

    def __init__(self, sent: Any, *, lines: Sequence[Line], seats: Seats) -> None:
        super().__init__(sent, auto_id="filter-%s")
        self.lines = lines
        self._offer("city", self._cities())
        options = {f"option-{one.pk}": one.title for one in seats.options}
        self._offer("what", {ROOM: _("the room"), ONLINE: _("online")} | options)

    def _offer(self, name: str, choices: dict[Any, Any]) -> None:
        self.fields[name].choices = [("", _("All")), *choices.items()]  # type: ignore[attr-defined]

    def _cities(self) -> dict[str, Any]:
        found = {line.registration.city for line in self.lines if line.registration.city}
        cities = sorted(found, key=lambda city: city.name_key)
        offered: dict[str, Any] = {city.slug: city.name for city in cities}
        if any(line.registration.city is None for line in self.lines):
            offered[NO_CITY] = _("of no city")
        return offered

    @property
    def is_narrowing(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())

    def found(self, sort: str) -> list[Line]:
        """The lines asked for, in the order asked for: a minus turns it around. All when something was not understood."""
        lines = [line for line in self.lines if not self.is_valid() or self._is_asked_for(line)]
        key = sort.removeprefix("-")
        return sorted(lines, key=SORTS.get(key, SORTS["name"]), reverse=sort.startswith("-"))

    def _is_asked_for(self, line: Line) -> bool:
        asked = self.cleaned_data
        row = line.registration
        if (only := asked["only"]) and not ONLY[only][1](line):
            return False
        if state := asked["state"]:
            if state not in {ALL, row.state}:
                return False
        elif not row.is_living and only != "late":
            return False
        if (city := asked["city"]) and city != (row.city.slug if row.city else NO_CITY):
            return False
        if (what := asked["what"]) and what not in _asked_in(line):
            return False
        return fold(asked["q"]) in row.person.name_key


def _asked_in(line: Line) -> set[str]:
    options = {f"option-{one.option_id}" for one in line.claims if one.what == Claim.What.OPTION}
    return options | {one.what for one in line.claims}
