"""What the desk asks about a working group."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import City, Forum, Group, Mandate, Person
from portal.lib.formfields import DayField, RichText
from portal.lib.select import LongSelect


class GroupForm(forms.Form):
    """All that is said of a group."""

    name = forms.CharField(label=_("Name"), max_length=160)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=40,
        required=False,
        help_text=_("A new group’s address is made from it."),
    )
    forums = forms.ModelMultipleChoiceField(
        label=_("Forums"),
        queryset=Forum.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    staff_contact = forms.ModelChoiceField(
        label=_("Staff contact"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("None yet"),
    )
    objectives = RichText(label=_("Objectives"), required=False, rows=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contacts = Person.objects.possible_contacts()
        self.fields["staff_contact"].queryset = contacts  # type: ignore[attr-defined]

    @classmethod
    def about(cls, group: Group, data: Any = None) -> "GroupForm":
        initial = {
            "name": group.name,
            "short_name": group.short_name,
            "forums": list(group.forums.all()),
            "staff_contact": group.staff_contact_id,
            "objectives": group.objectives,
        }
        return cls(data, initial=initial)


class ForumForm(forms.Form):
    """A forum to be made."""

    name = forms.CharField(label=_("Name"), max_length=120)


class YearForm(forms.Form):
    """What a group wants to reach in a year; an empty text takes the year away."""

    year = forms.IntegerField(label=_("Year"), min_value=1980, max_value=2100)
    objectives = RichText(
        label=_("Objectives"),
        required=False,
        rows=8,
        help_text=_("Left empty, the year is taken from the page."),
    )
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean_seen(self) -> str:
        """As it was sent: browsers end lines in their own way."""
        seen: str = self.cleaned_data["seen"].replace("\r\n", "\n")
        return seen

    def look_again(self, objectives: str) -> None:
        """What is sent next has been decided in sight of these."""
        self.data = {**{name: self.data.get(name) for name in self.fields}, "seen": objectives}


class ClosingForm(forms.Form):
    """When a group was closed, and why."""

    closed_on = DayField(label=_("Closed on"), initial=timezone.localdate)
    note = forms.CharField(
        label=_("Why it is closed"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone reads it at the top of the group’s page."),
    )


class CityChoice(forms.Form):
    """Which city a question is about, asked before the question."""

    city = forms.ModelChoiceField(
        label=_("City"),
        queryset=City.objects.none(),
        to_field_name="slug",
        widget=LongSelect,
        empty_label=_("Choose"),
        error_messages={"invalid_choice": _("There is no such city: choose one.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["city"].queryset = City.objects.members()  # type: ignore[attr-defined]


class _OfPeople(forms.Form):
    """Asks for one of some people, who are given when it is made."""

    person: Any = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.none(), widget=LongSelect
    )

    def __init__(self, data: Any = None, *, people: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class PlaceForm(_OfPeople):
    """Who is to belong to a group, and from when."""

    starts_on = DayField(label=_("From"), initial=timezone.localdate)


class MandateForm(_OfPeople):
    """A city's seat in a group."""

    kind = forms.ChoiceField(label=_("Seat"), choices=Mandate.Kind)
    person = forms.ModelChoiceField(
        label=_("Held by"),
        queryset=Person.objects.none(),
        required=False,
        widget=LongSelect,
        empty_label=_("Nobody yet: vacant"),
    )
    starts_on = DayField(label=_("From"), initial=timezone.localdate)


class HolderForm(_OfPeople):
    """Who holds a seat from a day on."""

    person = forms.ModelChoiceField(
        label=_("Held by"),
        queryset=Person.objects.none(),
        required=False,
        widget=LongSelect,
        empty_label=_("Nobody: vacant"),
    )
    from_on = DayField(label=_("From"), initial=timezone.localdate)


class LastDayForm(forms.Form):
    """The day with which something ends."""

    last_on = DayField(label=_("Last day"), initial=timezone.localdate)
