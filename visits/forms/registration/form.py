"""The form of a registration: the city one comes for, the wish, the answers, what others may see, who gets copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members import names
from visits.forms import questions as asked
from visits.forms.registration import consents, wish
from visits.models import Answer, Meeting, Option, Question
from visits.registration.saying import Said
from visits.registration.wishes import Wish

if TYPE_CHECKING:
    from members.models import City
    from visits.registration.seats import Seats


class RegistrationForm(forms.Form):
    """``cities`` are those one may come for: asked where there are several. ``questions`` are those to be answered now;
    ``answers`` what they are filled in with, by the key of their question; ``agreed`` the consents that stand.
    """

    role = forms.CharField(
        label=_("Your role"),
        max_length=160,
        required=False,
        validators=[names.validate],
        help_text=_("In your delegation, or your job title. Participants see it beside your name."),
    )
    unlisted = forms.BooleanField(label=_("Do not list me."), required=False)
    copy_to = forms.EmailField(
        label=_("Copies of mails to"),
        required=False,
        help_text=_(
            "An assistant’s e-mail address, if somebody keeps your calendar. Each mail about this registration goes there "
            "too."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        meeting: Meeting,
        options: Iterable[Option],
        questions: Sequence[Question],
        cities: Sequence[City] = (),
        answers: Mapping[int, Answer] | None = None,
        agreed: set[str] | None = None,
        wished: Wish | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        wished = wished or Wish.simplest(meeting)
        initial = {"attend": wished.attend, "options": sorted(wished.options)} | (initial or {})
        super().__init__(data, initial=initial)
        self.meeting, self.questions, self.wished = meeting, questions, wished
        self.cities = {city.slug: city for city in cities}
        if len(self.cities) > 1:
            self.fields["city"] = forms.ChoiceField(
                label=_("For which city do you come?"),
                choices=[(slug, city.name) for slug, city in self.cities.items()],
                widget=forms.RadioSelect,
            )
        self.fields.update(wish.fields_for(meeting, options))
        self.fields.update(asked.fields_for(questions, answers))
        self.fields.update(consents.fields_for(agreed or set()))

    def clean_role(self) -> str:
        return names.one_line(self.cleaned_data["role"])

    def clean(self) -> None:
        asked.check_consents(self, self.questions)

    # What it says ---------------------------------------------------------------------------------

    @property
    def city(self) -> City | None:
        """The one chosen, or the only one."""
        if "city" in self.fields:
            return self.cities[self.cleaned_data["city"]]
        return next(iter(self.cities.values()), None)

    @property
    def wish(self) -> Wish:
        return wish.wish_in(self, self.meeting)

    @property
    def said(self) -> Said:
        given = self.cleaned_data
        return Said(
            answers=list(asked.answers_in(self, self.questions)),
            consents=consents.given_in(self),
            is_listed=not given["unlisted"],
            role=given["role"],
            copy_to=given["copy_to"],
        )

    def say_seats(self, seats: Seats) -> None:
        wish.say_seats(self, seats)

    # Its parts, for the page ----------------------------------------------------------------------

    @property
    def wish_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in ("attend", "options") if name in self.fields)

    @property
    def ordinary(self) -> list[forms.BoundField]:
        return self._asked_with(Question.Care.ORDINARY)

    @property
    def security(self) -> list[forms.BoundField]:
        return self._asked_with(Question.Care.SECURITY)

    @property
    def sensitive(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each with its own consent."""
        return [
            (self[asked.name_of(one)], self[asked.consent_name_of(one)])
            for one in self.questions
            if one.is_sensitive
        ]

    @property
    def consents(self) -> list[forms.BoundField]:
        return [self[consents.name_of(kind)] for kind in consents.WORDINGS]

    def _asked_with(self, care: str) -> list[forms.BoundField]:
        return [self[asked.name_of(one)] for one in self.questions if one.care == care]
