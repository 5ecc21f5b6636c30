"""Whom to invite to a meeting: people who are known, whole groups, and guests whose lines were pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import names
from members.models import City, Group, GroupMembership, Person, Post
from members.models.periods import lasts_on
from portal.lib import addresses
from portal.lib.formfields import DayField
from visits.actions.registration.inviting import Invitee
from visits.forms.registrations import keeping

if TYPE_CHECKING:
    from visits.registration.seats import Seats

MOST: Final = 300
SEPARATES: Final = re.compile(r"[,;\t]")
LEAST_CELLS: Final = 2


def too_many(number: int) -> str:
    words = gettext(
        "These are %(number)d people; at most %(most)d are invited at once. Nobody was invited."
    )
    return words % {"number": number, "most": MOST}


class GuestLines(forms.CharField):
    """“Name, address, organisation”, one a line. Comes out as those to invite; each wrong line is said with its number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 5})} | kwargs)

    def clean(self, value: Any) -> list[Invitee]:
        text = super().clean(value)
        lines = [one for one in enumerate(text.splitlines(), 1) if one[1].strip()]
        if len(lines) > MOST:
            raise ValidationError(too_many(len(lines)))
        found: dict[str, Invitee] = {}
        faults = []
        for number, line in lines:
            try:
                guest = _read(line)
            except ValidationError as error:
                said = {"number": number, "why": " ".join(error.messages)}
                faults.append(gettext("Line %(number)d: %(why)s") % said)
            else:
                found.setdefault(guest.email, guest)
        if faults:
            raise ValidationError(faults)
        return list(found.values())


def _read(line: str) -> Invitee:
    cells = [names.one_line(cell) for cell in SEPARATES.split(line, maxsplit=2)]
    if len(cells) < LEAST_CELLS or not cells[0]:
        raise ValidationError(_("write name, address, organisation, with commas between."))
    name, email, *rest = cells
    if fault := names.fault_of(name):
        raise ValidationError(fault)
    email = addresses.normal(email)
    addresses.validate(email)
    organisation = rest[0] if rest else ""
    if len(organisation) > names.LONGEST:
        raise ValidationError(_("the organisation is too long."))
    return Invitee(name=name, email=email, organisation=organisation)


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it cannot be told which
    """People to tick, each with the cities of today."""

    def label_from_instance(self, obj: Any) -> str:
        cities = ", ".join(post.city.name for post in obj.current_posts)
        return f"{obj}, {cities}" if cities else str(obj)


class InvitingForm(forms.Form):
    """``found`` are people offered to tick, by a search or since they were ticked before."""

    people = PeopleField(
        label=_("People"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.ModelMultipleChoiceField(
        label=_("Whole groups"),
        queryset=Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody who belongs to them today and is not registered yet."),
    )
    guests = GuestLines(
        label=_("Guests"),
        required=False,
        help_text=_(
            "One a line: name, address, organisation. Who is known by the address is invited as that person; others get a link and no login."
        ),
    )
    until_on = DayField(
        label=_("Answer until"),
        required=False,
        help_text=_(
            "To the end of that day, where the meeting is. Without it, until the meeting begins."
        ),
    )

    def __init__(self, sent: Any, *, seats: Seats, offered: Iterable[int]) -> None:
        super().__init__(sent)
        self.meeting = seats.meeting
        self.fields.update(keeping.fields_for(seats))
        people = cast("forms.ModelMultipleChoiceField[Person]", self.fields["people"])
        people.queryset = Person.objects.looked_for("").filter(pk__in=list(offered))
        groups = cast("forms.ModelMultipleChoiceField[Group]", self.fields["groups"])
        groups.queryset = Group.objects.open()

    def clean_until_on(self) -> Any:
        day = self.cleaned_data["until_on"]
        if day and day < timezone.localdate(timezone=self.meeting.zone):
            raise ValidationError(_("This day is over. Choose a later one."))
        if day and self.meeting.starts_on and day >= self.meeting.starts_on:
            raise ValidationError(_("By then the meeting has begun. Choose an earlier day."))
        return day

    def clean(self) -> None:
        if self.errors:
            return
        number = len(self.invitees)
        if not number:
            raise ValidationError(_("Nobody was named. Tick people or groups, or write lines."))
        if number > MOST:
            raise ValidationError(too_many(number))

    @property
    def invitees(self) -> list[Invitee]:
        """Each once, each known person for the first city of a post held today."""
        given = self.cleaned_data
        places = GroupMembership.objects.filter(lasts_on(), group__in=given["groups"])
        belong = (place.person for place in places.select_related("person"))
        known = {one.pk: one for one in (*given["people"], *belong)}
        cities = _cities_of(known)
        guests = [one for one in given["guests"] if not self._is_among(one, known)]
        return [*(Invitee(person=one, city=cities.get(pk)) for pk, one in known.items()), *guests]

    @staticmethod
    def _is_among(guest: Invitee, known: dict[int, Person]) -> bool:
        return any(one.email == guest.email for one in known.values())


def _cities_of(people: Iterable[int]) -> dict[int, City]:
    posts = Post.objects.filter(lasts_on(), person__in=list(people)).select_related("city")
    return {post.person_id: post.city for post in posts.order_by("-city__name_key")}
