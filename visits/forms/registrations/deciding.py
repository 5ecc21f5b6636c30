"""What those who decide type about one registration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from members import names
from members.models import Person
from portal.lib import addresses
from portal.lib.select import LongSelect
from visits.forms.registration import wish
from visits.models import Registration
from visits.registration.wishes import Attend

if TYPE_CHECKING:
    from visits.registration.seats import Seats
    from visits.registration.wishes import Wish


class ReasonForm(forms.Form):
    """Why it is refused, or withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person reads it in the mail."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give a reason: the person reads it. Nothing was done.")},
    )


class ClaimForm(forms.Form):
    """Which of the waiting claims is meant."""

    claim = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For those who prepare the meeting. The person can ask to read it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SubstituteForm(forms.Form):
    """Who comes instead: a colleague of the same city."""

    person = forms.ModelChoiceField(
        label=_("Who comes instead"), queryset=Person.objects.none(), widget=LongSelect
    )
    role = forms.CharField(
        label=_("Role in the delegation"),
        required=False,
        max_length=names.LONGEST,
        validators=[names.validate],
    )

    def __init__(self, sent: Any, *, registration: Registration, **given: Any) -> None:
        super().__init__(sent, **given)
        people = Person.objects.none()
        if registration.city is not None:
            people = Person.objects.with_post_in(registration.city).order_by("name_key")
        field = cast("forms.ModelChoiceField[Person]", self.fields["person"])
        field.queryset = people.exclude(pk=registration.person_id)


class SubstituteByNameForm(forms.Form):
    """The same of who comes for no city: whoever it is."""

    name = forms.CharField(
        label=_("Who comes instead"), max_length=names.LONGEST, validators=[names.validate]
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=addresses.LONGEST,
        help_text=_(
            "If the address is known, it is that person. Otherwise a guest comes, by a link."
        ),
    )
    role = forms.CharField(
        label=_("Role"), required=False, max_length=names.LONGEST, validators=[names.validate]
    )

    def clean_name(self) -> str:
        return names.one_line(self.cleaned_data["name"])

    def clean_email(self) -> str:
        return addresses.normal(self.cleaned_data["email"])


class MoveForm(forms.Form):
    """How to attend, and which options: filled in with what is asked for now."""

    def __init__(self, sent: Any, *, seats: Seats, now: Wish, **given: Any) -> None:
        initial = {"attend": now.attend, "options": list(now.options)}
        super().__init__(sent, initial=initial, **given)
        self.seats = seats
        self.fields.update(wish.fields_for(seats.meeting, seats.options))
        wish.say_seats(self, seats)
        reword(self)

    @property
    def wish(self) -> Wish:
        return wish.wish_in(self, self.seats.meeting)


def reword(form: forms.BaseForm) -> None:
    """The fields of a wish ask the person; here they are filled in for somebody."""
    if "attend" in form.fields:
        form.fields["attend"].label = _("Attends")
        form.fields["attend"].initial = form.initial.get("attend", Attend.ROOM)
    if "options" in form.fields:
        form.fields["options"].label = _("Takes part in")
        form.fields["options"].help_text = ""
