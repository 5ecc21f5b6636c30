"""Who speaks at an item: rows of people of the network, or of names with a role."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import City, Person
from portal.lib.names import fold
from visits.models import AgendaItem
from visits.planned import SpeakerGiven

# Of whom is looked for, no more are named; with fewer letters nobody is.
MOST_FOUND: Final = 10
FEWEST_LETTERS: Final = 2
# The button that asks for another row, and saves nothing.
MORE: Final = "more"


class CityName(forms.CharField):
    """A city by its name, or by another that is known for it; comes out as the city, or none."""

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, City) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial.name if initial else "") != (data or "")

    def clean(self, value: Any) -> City | None:
        name = super().clean(value)
        if not name:
            return None
        found = list(City.objects.called(name)[:20])
        exact = [city for city in found if fold(city.name) == fold(name)] or found
        if len(exact) != 1:
            raise ValidationError(
                _("“%(name)s” is no city that we know: choose one, or name it as organisation.")
                % {"name": name}
            )
        return exact[0]


class SpeakerForm(forms.Form):
    """One speaker. ``person`` is someone of the network; without, the name stands for itself."""

    person = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160, required=False)
    role = forms.CharField(label=gettext_lazy("Role"), max_length=160, required=False)
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=160, required=False
    )
    city = CityName(label=gettext_lazy("City"), max_length=80, required=False)

    def __init__(self, *given: Any, mark: str, **others: Any) -> None:
        super().__init__(*given, **others)
        self.fields["city"].widget.attrs["list"] = f"{mark}-cities"

    @property
    def found(self) -> Sequence[Person]:
        """Who could be meant by what stands in the row: whoever was chosen, and in a row that came back, namesakes."""
        chosen = self["person"].value()
        name = self["name"].value() or ""
        if self.is_bound:
            people = found(name)
        else:
            people = [person] if (person := self.initial.get("known")) else []
        if chosen and str(chosen) not in {str(person.pk) for person in people}:
            known = Person.objects.filter(pk=chosen) if str(chosen).isdecimal() else ()
            people = [*known, *people]
        return people

    @property
    def chosen(self) -> str:
        return str(self["person"].value() or "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        others = [name for name in ("role", "organisation", "city") if cleaned.get(name)]
        if not cleaned.get("name") and others:
            self.add_error("name", _("Say who it is; or empty the row, and it goes."))
        return cleaned


class BaseSpeakers(forms.BaseFormSet):  # type: ignore[type-arg]
    """All speakers of an item, in order. An emptied row goes."""

    def clean(self) -> None:
        super().clean()
        ids = {form.cleaned_data.get("person") for form in self.forms if form.is_valid()} - {None}
        self.people = {
            person.pk: person for person in Person.objects.filter(pk__in=ids, erased_at=None)
        }
        if ids - set(self.people):
            raise ValidationError(_("One of these people is not known any more: choose again."))

    @property
    def given(self) -> list[SpeakerGiven]:
        """Without those rows that were emptied."""
        return [self._speaker(form) for form in self.forms if form.cleaned_data.get("name")]

    def _speaker(self, form: forms.Form) -> SpeakerGiven:
        """A person of the network goes by the person's own name; unless another stood there, and still does."""
        row = form.cleaned_data
        person, name = self.people.get(row["person"]), row["name"]
        if person:
            is_same = form.initial.get("person") == person.pk and "name" not in form.changed_data
            name = form.initial["own_name"] if is_same else ""
        return SpeakerGiven(person, name, row["role"], row["organisation"], row["city"])


Speakers = forms.formset_factory(SpeakerForm, formset=BaseSpeakers, extra=0, max_num=30)


def speakers_of(item: AgendaItem | None, data: Any = None, *, mark: str) -> BaseSpeakers:
    """The rows of an item's speakers; another, empty one where it is asked for, or where there is none."""
    if data and MORE in data:
        data = data.copy()
        data["speakers-TOTAL_FORMS"] = str(_number(data) + 1)
    rows = item.speakers.select_related("person", "city") if item else []
    initial = [
        {
            "person": speaker.person_id,
            "known": speaker.person,
            "name": str(speaker),
            "own_name": speaker.name,
            "role": speaker.role,
            "organisation": speaker.organisation,
            "city": speaker.city,
        }
        for speaker in rows
    ]
    formset: BaseSpeakers = Speakers(
        data,
        initial=initial,
        prefix="speakers",
        auto_id=f"{mark}-%s",
        form_kwargs={"mark": mark},
    )  # type: ignore[assignment]
    formset.extra = 0 if initial else 1
    return formset


def found(words: str) -> list[Person]:
    """People of the network whose name holds the words, the first ten of them."""
    words = words.replace("\0", "").strip()
    if len(words) < FEWEST_LETTERS:
        return []
    return list(Person.objects.named(words)[:MOST_FOUND])


def _number(data: Any) -> int:
    written = data.get("speakers-TOTAL_FORMS") or ""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else 0
