"""What the desk asks in passing: when to publish, who organises, what a gathering is, what is on a countdown."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person, Post
from members.models.periods import lasts_on
from portal.lib.clocks import instant
from portal.lib.formfields import DayField
from portal.lib.select import LongSelect
from visits.models import Gathering, Meeting

# Meetings within so many days of another may be of one gathering.
NEAR = timedelta(days=7)


class PlanForm(forms.Form):
    """A day and a time on the clocks of the meeting; ``at`` is the moment."""

    on = DayField(label=_("Day"))
    clock = forms.TimeField(
        label=_("Time"),
        initial=time(9),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        planned = meeting.publish_at.astimezone(meeting.zone) if meeting.publish_at else None
        tomorrow = timezone.localdate(timezone=meeting.zone) + timedelta(days=1)
        initial = {"on": tomorrow} if planned is None else {"on": planned, "clock": planned.time()}
        super().__init__(data, initial=initial)
        self.zone = meeting.zone

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("on") and given.get("clock") is not None:
            try:
                given["at"] = instant(given["on"], given["clock"], self.zone)
            except ValidationError as error:
                self.add_error("clock", error)
        return given

    @property
    def at(self) -> datetime:
        return cast("datetime", self.cleaned_data["at"])


class OrganiserForm(forms.Form):
    """Somebody with a post in a host city who does not organise the meeting yet."""

    person = forms.ModelChoiceField(
        label=_("Person of a host city"),
        queryset=Person.objects.none(),
        widget=LongSelect,
        empty_label=_("Choose"),
        error_messages={"invalid_choice": _("This person holds no post in a host city today.")},
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        super().__init__(data)
        posts = Post.objects.filter(
            lasts_on(), city__hosted_meetings=meeting, person=OuterRef("pk")
        )
        people = Person.objects.filter(Exists(posts), is_active=True)
        cast("Any", self.fields["person"]).queryset = people.exclude(organised__meeting=meeting)


class GatheringForm(forms.Form):
    """Which meetings are held together, and what that is called."""

    title = forms.CharField(label=_("Name of the gathering"), max_length=200)
    meetings = forms.ModelMultipleChoiceField(
        label=_("Together with"),
        queryset=Meeting.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        gathering = meeting.part_of
        super().__init__(data, initial={"title": gathering.title if gathering else ""})
        cast("Any", self.fields["meetings"]).queryset = _near(meeting)


class JoiningForm(forms.Form):
    """A gathering that is there already."""

    gathering = forms.ModelChoiceField(
        label=_("Gathering"), queryset=Gathering.objects.none(), empty_label=_("Choose")
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        super().__init__(data)
        near = Gathering.objects.filter(meetings__in=_beside(meeting)).distinct()
        cast("Any", self.fields["gathering"]).queryset = near

    @property
    def offers_any(self) -> bool:
        return bool(cast("Any", self.fields["gathering"]).queryset)


class StepForm(forms.Form):
    """One step of a countdown; ``version`` is that of the row it was made from."""

    title = forms.CharField(label=_("What is to be done"), max_length=160)
    weeks_before = forms.IntegerField(
        label=_("Weeks before the first day"), min_value=0, max_value=104
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Names, codes, prices: the next host in line reads it as a hint."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def _beside(meeting: Meeting) -> Any:
    """Meetings near in time, or in the same city without days yet."""
    others = Meeting.objects.exclude(pk=meeting.pk).exclude(state=Meeting.State.CANCELLED)
    if meeting.starts_on is None or meeting.ends_on is None:
        return others.filter(hosts__in=meeting.hosts.all(), starts_on__isnull=True)
    near = Q(starts_on__lte=meeting.ends_on + NEAR, ends_on__gte=meeting.starts_on - NEAR)
    undated = Q(starts_on__isnull=True, hosts__in=meeting.hosts.all())
    return others.filter(near | undated).distinct()


def _near(meeting: Meeting) -> Any:
    """Those of them that are part of no gathering yet."""
    return _beside(meeting).filter(part_of=None).order_by("starts_on", "title_key")
