"""Forms for options, for questions and their ready sets, and for who reads what security asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from members.models import Mandate, Person
from members.models.periods import lasts_on
from portal.lib.formfields import DayField, LinesField
from visits.forms.registration_settings.settings import MOST_SEATS
from visits.models import Meeting, Option, Question
from visits.registration.ready import DAYS, READY, SETS, choices_for, days_of

if TYPE_CHECKING:
    from collections.abc import Collection

WITH_CHOICES: Final = {Question.Kind.CHOICE, Question.Kind.CHOICES}
OFFICES: Final = (Person.Office.STAFF, Person.Office.ADMINISTRATOR)


class OptionForm(forms.Form):
    """``version`` is that of the row, ``known`` marks what follows as it was read."""

    title = forms.CharField(
        label=_("What"),
        max_length=120,
        help_text=_("“Dinner”, “Visit: Housing First in Židenice”."),
    )
    on = DayField(label=_("Day"), required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=250,
        required=False,
        help_text=_("Hour, meeting point, price: shown beside the tick."),
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=0,
        max_value=MOST_SEATS,
        help_text=_("Left empty: no limit. It has a waiting list of its own."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    known = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, option: Option | None, data: Any = None) -> None:
        initial = (
            {name: getattr(option, name) for name in (*self.names, "version")} if option else {}
        )
        super().__init__(data, initial=initial)

    names = ("title", "on", "note", "seats")

    @property
    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}


class QuestionForm(forms.Form):
    """A question of the meeting's own; of a ready one the words alone are asked, for its kind and care are settled."""

    label = forms.CharField(label=_("Question"), max_length=200)
    help_text = forms.CharField(label=_("Explanation"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("It is answered by"), choices=Question.Kind.choices, widget=forms.RadioSelect
    )
    choices = LinesField(
        label=_("Answers to choose from"),
        required=False,
        help_text=_("One a line, two at least."),
    )
    care = forms.ChoiceField(
        label=_("Care"),
        choices=[
            (Question.Care.ORDINARY, _("Ordinary: kept with the registration")),
            (
                Question.Care.SENSITIVE,
                _("Sensitive: with a consent of its own, deleted 30 days after the meeting"),
            ),
            (
                Question.Care.SECURITY,
                _("For the venue’s security: read by named people, deleted when the visit ends"),
            ),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "Sensitive is what tells of health, belief, origin, or of somebody else: diet, access, emergency contacts."
        ),
    )
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    is_followup = forms.BooleanField(label=_("Asked only once a seat is confirmed"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    names = ("label", "help_text", "kind", "choices", "care", "is_required", "is_followup")

    def __init__(self, question: Question | None, data: Any = None) -> None:
        initial: dict[str, Any] = {"kind": Question.Kind.LINE, "care": Question.Care.ORDINARY}
        if question is not None:
            initial = {name: getattr(question, name) for name in (*self.names, "version")}
        super().__init__(data, initial=initial)
        self.question = question
        if question is not None and question.key in READY:
            for name in ("kind", "care"):
                del self.fields[name]
            if question.key == DAYS or question.kind not in WITH_CHOICES:
                del self.fields["choices"]
        if question is not None and question.is_sensitive and "care" not in self.fields:
            del self.fields["is_required"]

    def clean(self) -> dict[str, Any]:
        """What does not go with the kind is left alone, also where something stands in it."""
        given = super().clean() or {}
        if "kind" in self.fields and given.get("kind") not in WITH_CHOICES:
            given["choices"] = []
        return given

    @property
    def given(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in self.names if name in self.fields}
        question = self.question
        if question is not None and question.key == DAYS and len(days_of(question.meeting)) > 1:
            given["choices"] = choices_for(READY[DAYS], question.meeting)
        return given


class SetsForm(forms.Form):
    """The ready sets, by a tick each."""

    sets = forms.MultipleChoiceField(
        label=_("Ready questions"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, asked: Collection[str], data: Any = None) -> None:
        super().__init__(data, initial={"sets": list(asked)})
        cast("Any", self.fields["sets"]).choices = [(one.key, one.title) for one in SETS]
        self.asked = asked

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [{"set": one, "is_asked": one.key in self.asked} for one in SETS]


class ReadersForm(forms.Form):
    """Of those who prepare the meeting, the ones who read what the venue's security asks for."""

    people = forms.ModelMultipleChoiceField(
        label=_("Who reads the answers"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, meeting: Meeting, named: Collection[Person], version: int, data: Any = None
    ) -> None:
        super().__init__(data, initial={"people": [one.pk for one in named], "version": version})
        cast("Any", self.fields["people"]).queryset = may_be_named(meeting)


def may_be_named(meeting: Meeting) -> Any:
    """Staff, the chairs of the meeting's groups, its organisers."""
    groups = Q(group=meeting.lead_group_id) | Q(group__in=meeting.joint_groups.values("pk"))
    chairs = Mandate.objects.filter(groups, lasts_on(), person=OuterRef("pk"))
    organises = meeting.organisers.filter(person=OuterRef("pk"))
    found = Q(office__in=OFFICES) | Exists(chairs) | Exists(organises)
    return Person.objects.filter(found, is_active=True).order_by("name_key")
