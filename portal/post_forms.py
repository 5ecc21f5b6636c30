"""What is asked about a post: its role and title, when it ends, and who takes over what."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import names
from members.models import City, Group, Person, Post
from members.models.periods import at_once
from members.reader import STAFF_OFFICES
from portal.handover import heirs_of, things_of

# Nobody knows of a longer time when a post will end.
MOST_YEARS: Final = 20
ROLES: Final = [
    (Post.Kind.REPRESENTATIVE, gettext_lazy("Representative")),
    (Post.Kind.COORDINATOR, gettext_lazy("Coordinator")),
]


class PostForm(forms.Form):
    """Role and job title."""

    kind = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLES)
    title = forms.CharField(
        label=gettext_lazy("Job title"), max_length=160, required=False, validators=[names.validate]
    )

    def clean_title(self) -> str:
        return names.one_line(self.cleaned_data["title"])


class NominationForm(forms.Form):
    """A working group for a colleague who is not in it yet."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=gettext_lazy("Working group"),
        empty_label=gettext_lazy("Choose a group"),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        joined = person.group_memberships.current().values("group")
        free = Group.objects.open().exclude(pk__in=joined)
        self.fields["group"].queryset = free  # type: ignore[attr-defined]
        self.is_possible = free.exists()


class EndForm(forms.Form):
    """When a post ends, and to whom each thing that hangs on the person is handed over.

    ``contacts_too`` is for staff, who name the secretariat's contacts.
    """

    AT_ONCE, TODAY, ON_A_DAY = "at_once", "today", "on_a_day"

    when = forms.ChoiceField(
        label=gettext_lazy("The post ends"),
        choices=[
            (TODAY, gettext_lazy("with the end of today")),
            (AT_ONCE, gettext_lazy("at once")),
            (ON_A_DAY, gettext_lazy("on the last day given below")),
        ],
    )
    day = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Only where it ends on another day than today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, post: Post, contacts_too: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post
        everything = things_of(post, at_once())
        self.things = [thing for thing in everything if contacts_too or not thing.is_for_staff]
        self.contacts = [thing for thing in everything if thing.is_for_staff and not contacts_too]
        heirs, staff = heirs_of(post, at_once()), Person.objects.filter(office__in=STAFF_OFFICES)
        for thing in self.things:
            self.fields[thing.key] = forms.ModelChoiceField(
                staff if thing.is_for_staff else heirs,
                label=str(thing),
                required=False,
                empty_label=_("Nobody yet: to be decided"),
            )

    def handed_over(self) -> list[Any]:
        """The fields in which a successor is chosen."""
        return [self[thing.key] for thing in self.things]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("when") != self.ON_A_DAY:
            return cleaned
        day: date | None = cleaned.get("day")
        if day is None and "day" not in self.errors:
            self.add_error("day", _("Give the last day, or let the post end today or at once."))
        elif day and day < self.post.starts_on:
            self.add_error("day", _("The post had not begun on that day."))
        elif day and day.year > timezone.localdate().year + MOST_YEARS:
            self.add_error("day", _("This day is too far away. Is the year mistyped?"))
        return cleaned

    @cached_property
    def until(self) -> date:
        """The last day; both ends count, so that what ends at once ended yesterday."""
        when = self.cleaned_data["when"]
        if when == self.ON_A_DAY:
            day: date = self.cleaned_data["day"]
            return day
        return timezone.localdate() if when == self.TODAY else at_once()

    @property
    def successors(self) -> Mapping[str, Person]:
        """By the key of what still hangs on the person after the last day."""
        hanging = {thing.key for thing in things_of(self.post, self.until)}
        chosen = {thing.key: self.cleaned_data[thing.key] for thing in self.things}
        return {key: person for key, person in chosen.items() if person and key in hanging}

    def refuse(self, error: ValidationError) -> None:
        """Say what an action found."""
        self.add_error(None, error.messages)


class EndOrMoveForm(EndForm):
    """Besides, the city to which a person moves, if it is a move."""

    city = forms.ModelChoiceField(
        City.objects.none(),
        label=gettext_lazy("City"),
        required=False,
        empty_label=gettext_lazy("None: the post ends"),
        help_text=gettext_lazy("The new post begins on the day after the last one."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Role there"), choices=ROLES)
    title = forms.CharField(
        label=gettext_lazy("Job title there"),
        max_length=160,
        required=False,
        validators=[names.validate],
    )

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, post=post, contacts_too=True, **kwargs)
        others = City.objects.members().exclude(pk=post.city_id)
        self.fields["city"].queryset = others  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return names.one_line(self.cleaned_data["title"])

    def where(self) -> list[Any]:
        return [self[name] for name in ("city", "kind", "title")]
