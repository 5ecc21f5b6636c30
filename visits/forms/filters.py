"""How readers narrow the list of meetings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Group
from portal.lib.select import LongSelect
from visits.listing import cities_of
from visits.models import Meeting
from visits.models.reading import MeetingQuerySet

ALL = _("All")


class MeetingFilter(forms.Form):
    """Narrows the meetings that are listed for a reader; it offers only what is found among them."""

    group = forms.ChoiceField(
        label=_("Working group"),
        required=False,
        widget=LongSelect,
        error_messages={"invalid_choice": _("There is no such working group.")},
    )
    city = forms.ChoiceField(
        label=_("City"),
        required=False,
        widget=LongSelect,
        error_messages={"invalid_choice": _("No meeting was hosted or visited by such a city.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", ALL), *((kind.value, kind.label.capitalize()) for kind in Meeting.Kind)],
        error_messages={"invalid_choice": _("There is no such kind of meeting.")},
    )
    year = forms.TypedChoiceField(
        label=_("When"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("There is no past meeting of such a year.")},
    )

    def __init__(self, data: Any, *, listed: MeetingQuerySet) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.listed = listed
        self.groups = {group.slug: group for group in Group.objects.all()}
        self.cities = {city.slug: city for city in cities_of(listed)}
        self.years = listed.past().years()
        self._offer("group", ALL, {slug: group.name for slug, group in self.groups.items()})
        self._offer("city", ALL, {slug: city.name for slug, city in self.cities.items()})
        self._offer("year", _("Upcoming"), {str(year): str(year) for year in self.years})

    def _offer(self, name: str, without: Any, choices: dict[str, str]) -> None:
        self.fields[name].choices = [("", without), *choices.items()]  # type: ignore[attr-defined]

    @property
    def year_asked(self) -> int | None:
        return self.cleaned_data["year"] if self.is_valid() else None

    @property
    def is_narrowing(self) -> bool:
        """Whether a group, a city or a kind was asked for, and understood."""
        return self.is_valid() and any(
            self.cleaned_data[name] for name in ("group", "city", "kind")
        )

    def narrowed(self) -> MeetingQuerySet:
        """The meetings asked for; all of them when something was not understood."""
        meetings = self.listed
        if not self.is_valid():
            return meetings
        if slug := self.cleaned_data["group"]:
            meetings = meetings.of_group(self.groups[slug])
        if slug := self.cleaned_data["city"]:
            meetings = meetings.of_city(self.cities[slug])
        if kind := self.cleaned_data["kind"]:
            meetings = meetings.of_kind(kind)
        return meetings
