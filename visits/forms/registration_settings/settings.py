"""How one registers, how many seats there are, who gets one: one form, of which chairs are asked all but the opening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from portal.lib.formfields import DayField
from visits.actions.registration.allotments import Kept
from visits.forms.moments import MomentField
from visits.models import Allotment, Meeting, RegistrationSettings
from visits.registration.seats import ONLINE, ROOM, places_of
from visits.registration.settings_words import day_words, kept_for, moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

# Opening is publishing: the secretariat's (docs/decisions/0136).
OPENING: Final = ("way", "link", "opens_at")
FIELDS: Final = (
    *OPENING,
    *("closes_at", "answers_until_at", "room_seats", "online_seats"),
    *("seats_per_city", "city_limit_until", "allocation", "approval", "approval_of_group"),
)
MOST_SEATS: Final = 100_000
SEATS: Final[dict[str, str]] = {ROOM: "room_seats", ONLINE: "online_seats"}
WAYS: Final = [
    (RegistrationSettings.Way.NONE, _("None: nobody can register")),
    (RegistrationSettings.Way.HERE, _("Here")),
    (RegistrationSettings.Way.ELSEWHERE, _("On another site")),
    (RegistrationSettings.Way.MAIL, _("By mail to the staff contact")),
]
ALLOCATIONS: Final = [
    (
        RegistrationSettings.Allocation.IN_ORDER,
        _("In order: whoever registers first has a seat first"),
    ),
    (
        RegistrationSettings.Allocation.BY_SELECTION,
        _("By selection: after closing you choose, and all are answered together"),
    ),
]
APPROVALS: Final = [
    (RegistrationSettings.Approval.NONE, _("Nobody")),
    (RegistrationSettings.Approval.CITY, _("The city’s coordinator")),
    (RegistrationSettings.Approval.STAFF, _("The secretariat or the chair")),
]


class SettingsForm(forms.Form):
    """``version`` is that of the row the form was made from, ``known`` marks what follows as it was read."""

    way = forms.ChoiceField(label=_("Registration is"), choices=WAYS, widget=forms.RadioSelect)
    link = forms.URLField(
        label=_("Address of the other site"), required=False, max_length=500, assume_scheme="https"
    )
    allocation = forms.ChoiceField(
        label=_("Seats are given"), choices=ALLOCATIONS, widget=forms.RadioSelect
    )
    approval = forms.ChoiceField(
        label=_("Who approves requests"), choices=APPROVALS, widget=forms.RadioSelect
    )
    approval_of_group = forms.ChoiceField(
        label=_("Who approves those of members of the group"),
        choices=APPROVALS,
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    known = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        meeting: Meeting,
        settings: RegistrationSettings,
        allotments: Sequence[Allotment],
        data: Any = None,
        *,
        opens: bool,
    ) -> None:
        """Who ``opens`` (the secretariat) is asked for all; a chair for what is not the opening."""
        initial = {name: getattr(settings, name) for name in FIELDS}
        initial |= {"version": settings.version} | _kept_there(allotments)
        super().__init__(data, initial=initial)
        self.meeting, self.opens = meeting, opens
        self.fields.update(_moments(meeting.zone) | _numbers(meeting) | _kept())
        if not opens:
            for name in OPENING:
                del self.fields[name]
        if settings.selected_at is not None:
            self.fields["allocation"].disabled = True
        if meeting.lead_group_id is None:
            self.fields["approval_of_group"].disabled = True
            self.fields["approval_of_group"].widget = forms.HiddenInput()

    @property
    def given(self) -> dict[str, Any]:
        """What ``change_settings`` writes."""
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.fields}

    @property
    def kept(self) -> dict[str, Kept]:
        given = self.cleaned_data
        return {
            kind: Kept(given[f"{kind}_seats"] or 0, given[f"{kind}_until_on"])
            for kind in Allotment.Kind.values
        }

    @property
    def seat_fields(self) -> list[forms.BoundField]:
        return [self[SEATS[place.what]] for place in places_of(self.meeting)]

    @property
    def kept_rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """For whom, how many, until when."""
        kinds = Allotment.Kind
        return [
            (str(kind.label).capitalize(), self[f"{kind}_seats"], self[f"{kind}_until_on"])
            for kind in kinds
        ]

    def stands(
        self, settings: RegistrationSettings, allotments: Sequence[Allotment]
    ) -> list[tuple[str, str]]:
        """What stands there now in the fields that say something else, by label."""
        now = {name: getattr(settings, name) for name in FIELDS} | _kept_there(allotments)
        return [
            (str(field.label), said(self.meeting, settings, name, now.get(name)))
            for name, field in self.fields.items()
            if name in now or name.endswith(("_seats", "_until_on"))
            if self.cleaned_data.get(name) != now.get(name)
        ]


def said(meeting: Meeting, settings: RegistrationSettings, name: str, value: Any) -> str:
    """One setting in a word or two; a dash where there is none."""
    if value in (None, ""):
        return "–"
    if name in {"way", "allocation", "approval", "approval_of_group"}:
        return str(getattr(settings, f"get_{name}_display")())
    if name in {"opens_at", "closes_at", "answers_until_at"}:
        return moment_words(meeting, cast("datetime", value))
    if hasattr(value, "year"):
        return day_words(cast("date", value))
    return str(value)


def _moments(zone: ZoneInfo) -> dict[str, forms.Field]:
    asked: dict[str, Any] = {"required": False, "zone": zone}
    return {
        "opens_at": MomentField(
            label=_("Opens"),
            help_text=_("Left empty: once the meeting is published with fixed dates."),
            **asked,
        ),
        "closes_at": MomentField(
            label=_("Closes"), help_text=_("Left empty: when the meeting begins."), **asked
        ),
        "answers_until_at": MomentField(
            label=_("Answers can be changed until"),
            help_text=_("Left empty: until the meeting begins."),
            **asked,
        ),
    }


def _numbers(meeting: Meeting) -> dict[str, forms.Field]:
    """A webinar, and any other meeting online, has no room; a meeting in a room has no seats online."""
    labels: dict[str, Any] = {ROOM: _("Seats in the room"), ONLINE: _("Seats online")}
    fields: dict[str, forms.Field] = {
        SEATS[place.what]: _number(labels[place.what], _("Left empty: no limit."))
        for place in places_of(meeting)
    }
    fields["seats_per_city"] = _number(
        _("Seats per city, at most"), _("A ceiling, not a guarantee. Left empty: no limit."), 1
    )
    fields["city_limit_until"] = DayField(
        label=_("From this day cities no longer limit"),
        required=False,
        help_text=_("Left empty: they limit until the end."),
    )
    return fields


def _kept() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for kind in Allotment.Kind.values:
        whom = {"whom": kept_for(kind)}
        fields[f"{kind}_seats"] = _number(_t("Seats kept for %(whom)s") % whom, "")
        fields[f"{kind}_until_on"] = DayField(
            label=_t("Kept for %(whom)s until") % whom, required=False
        )
    return fields


def _kept_there(allotments: Iterable[Allotment]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in allotments:
        found |= {f"{one.kind}_seats": one.seats, f"{one.kind}_until_on": one.until_on}
    return found


def _number(label: Any, help_text: Any, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=least,
        validators=[MaxValueValidator(MOST_SEATS)],
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
