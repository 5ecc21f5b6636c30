"""What the desk asks about a meeting: all of a new one, the facts of one that is there, and of the one that follows."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import City, Forum, Group, Person
from portal.lib.formfields import RichText
from portal.lib.select import LongSelect
from visits import facts
from visits.forms.places import HostsField, ZoneField
from visits.forms.when import WhenForm
from visits.models import Meeting

KINDS = [(kind.value, kind.label.capitalize()) for kind in Meeting.Kind]
MODES = [(mode.value, mode.label.capitalize()) for mode in Meeting.Mode]


class _About(forms.Form):
    """What a meeting is, whose, where and for whom. A webinar is online and has no host."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    title = forms.CharField(label=_("Title"), max_length=200)
    lead_group = forms.ModelChoiceField(
        label=_("Working group"),
        queryset=Group.objects.none(),
        required=False,
        widget=LongSelect,
        empty_label=_("Choose a group"),
        help_text=_("Only a meeting of a whole forum goes without one."),
    )
    joint_groups = forms.ModelMultipleChoiceField(
        label=_("Together with"),
        queryset=Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    forum = forms.ModelChoiceField(
        label=_("Forum"),
        queryset=Forum.objects.all(),
        required=False,
        empty_label=_("None"),
        help_text=_("For a forum meeting."),
    )
    mode = forms.ChoiceField(label=_("How it is held"), choices=MODES)
    hosts = HostsField(
        required=False,
        help_text=_(
            "In the order in which the page names them. Leave it open while one is to be found."
        ),
    )
    time_zone = ZoneField(required=False)
    venue = forms.CharField(label=_("Venue"), max_length=200, required=False)
    address = forms.CharField(label=_("Address of the venue"), max_length=250, required=False)
    page_audience = forms.ChoiceField(label=_("The page is for"), choices=Meeting.Audience)
    report_audience = forms.ChoiceField(label=_("The report is for"), choices=Meeting.Audience)
    participants_audience = forms.ChoiceField(
        label=_("The list of participants is for"),
        choices=Meeting.ParticipantsAudience,
        initial=Meeting.ParticipantsAudience.MEMBERS,
    )
    staff_contact = forms.ModelChoiceField(
        label=_("Staff contact"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("The group’s own"),
    )

    def __init__(self, *args: Any, about: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cities = list(City.objects.all())
        on = about.starts_on if about else None
        groups = Group.objects.open()
        if about:
            groups |= Group.objects.filter(Q(pk=about.lead_group_id) | Q(joint_meetings=about))
        _field(self, "hosts").offer(cities)
        _field(self, "time_zone").offer(
            cities,
            on=on,
            known=about.time_zone if about else "",
            without="" if about else _("That of the first host city"),
        )
        _field(self, "lead_group").queryset = groups.distinct()
        _field(self, "joint_groups").queryset = groups.distinct()
        _field(self, "staff_contact").queryset = Person.objects.possible_contacts()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == Meeting.Kind.WEBINAR:
            given["mode"], given["hosts"] = Meeting.Mode.ONLINE, []
        _check_group(self, given)
        if "joint_groups" in given:
            given["joint_groups"] = [
                group for group in given["joint_groups"] if group != given.get("lead_group")
            ]
        return given


def _check_group(form: forms.Form, given: dict[str, Any]) -> None:
    """At the field, what the database would say of the whole."""
    is_forum = given.get("kind") == Meeting.Kind.FORUM
    if given.get("lead_group") or {"kind", "lead_group"} & set(form.errors):
        return
    if not is_forum:
        form.add_error("lead_group", _("Choose the group: only a forum meeting can be without."))
    elif not given.get("forum"):
        form.add_error("forum", _("A forum meeting belongs to a forum or to a group: choose one."))


class MeetingForm(_About, WhenForm):
    """A meeting to be drafted."""

    mode = forms.ChoiceField(
        label=_("How it is held"), choices=MODES, initial=Meeting.Mode.IN_PERSON, required=False
    )
    introduction = RichText(label=_("Introduction"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = list(Group.objects.open()[:2])
        if len(groups) == 1:
            self.initial.setdefault("lead_group", groups[0].pk)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["mode"] = given.get("mode") or Meeting.Mode.IN_PERSON
        return given

    @property
    def given(self) -> dict[str, Any]:
        """What ``draft_meeting`` takes."""
        asked = {name: self.cleaned_data[name] for name in (*_About.base_fields, "introduction")}
        return asked | self.dates_given


class FactsForm(_About):
    """The facts of a meeting, or those of them that its reader may change; ``seen`` marks what stood there."""

    follows = forms.ModelChoiceField(
        label=_("Follows"),
        queryset=Meeting.objects.none(),
        required=False,
        widget=LongSelect,
        empty_label=_("No meeting"),
        help_text=_("The meeting before it: each page names the other."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, meeting: Meeting, data: Any = None, *, decides: bool) -> None:
        """Who ``decides`` (the secretariat) is asked for all; who prepares, for what is theirs to change."""
        names = (*facts.PREPARED, *facts.DECIDED) if decides else facts.PREPARED
        initial = facts.facts_of(meeting, names) | {"seen": facts.mark_of(meeting, names)}
        super().__init__(data, initial=initial, about=meeting)
        for name in set(self.fields) - {*names, "seen"}:
            del self.fields[name]
        self.names, self.decides = names, decides
        self.fields["time_zone"].required = True
        if decides:
            _field(self, "follows").queryset = _before(meeting)

    def clean(self) -> dict[str, Any]:
        if self.decides:
            return super().clean()
        return forms.Form.clean(self) or {}

    @property
    def facts_given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}


class DatesForm(WhenForm):
    """When a meeting is held, and what becomes of its agenda; ``seen`` marks the dates that stood there."""

    moves_agenda = forms.BooleanField(
        label=_("Move the agenda’s days along"), required=False, initial=True
    )
    takes_agenda = forms.BooleanField(required=False, initial=True)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, meeting: Meeting, data: Any = None, *, has_agenda: bool, may_take: bool
    ) -> None:
        """``may_take``: the meeting before has an agenda whose skeleton this one can take over."""
        initial = self.initial_of(meeting) | {"seen": facts.mark_of(meeting, facts.DATES)}
        super().__init__(data, initial=initial)
        if not has_agenda:
            del self.fields["moves_agenda"]
        if not may_take:
            del self.fields["takes_agenda"]
        else:
            self.fields["takes_agenda"].label = _(
                "Take over the skeleton of the agenda of “%(title)s”"
            ) % {"title": meeting.follows}


class NextForm(WhenForm):
    """The meeting after this one."""

    title = forms.CharField(label=_("Title"), max_length=200)
    hosts = HostsField(required=False, help_text=_("Leave it open while the host is to be found."))
    takes = forms.MultipleChoiceField(
        label=_("Take over"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (facts.TEXTS, _("The introduction, to start from")),
            (
                facts.AGENDA,
                _("The skeleton of the agenda: titles and hours, without speakers and places"),
            ),
            (facts.COUNTDOWN, _("The countdown, with the last host’s notes to read")),
            (
                facts.REGISTRATION,
                _("How one registers: seats, options and questions, without dates and not open"),
            ),
        ],
        initial=[facts.TEXTS, facts.AGENDA, facts.COUNTDOWN, facts.REGISTRATION],
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    field_order = ("title", "hosts", "when")

    def __init__(self, *args: Any, has_hosts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_hosts:
            _field(self, "hosts").offer(City.objects.all())
        else:
            del self.fields["hosts"]

    @property
    def given(self) -> dict[str, Any]:
        """What ``draft_next`` takes."""
        asked = {"hosts": self.cleaned_data.get("hosts", [])} | {
            name: self.cleaned_data[name] for name in ("title", "takes")
        }
        return asked | {"seen": self.cleaned_data["seen"] or 0} | self.dates_given


def _before(meeting: Meeting) -> Any:
    """Which meetings this one may follow: those of its group or forum, the latest first, and what it follows now."""
    others = Meeting.objects.filter(followers=meeting)
    if meeting.lead_group:
        others |= Meeting.objects.filter(lead_group=meeting.lead_group)
    if meeting.forum:
        others |= Meeting.objects.filter(forum=meeting.forum)
    later = meeting.followers.values("pk")
    return others.exclude(pk=meeting.pk).exclude(pk__in=later).order_by("-starts_on", "title_key")


def _field(form: forms.Form, name: str) -> Any:
    """A field whose choices are given when the form is made."""
    return cast("Any", form.fields[name])
