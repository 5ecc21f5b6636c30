"""A meeting's registration in full sentences that say what follows from its settings, for who prepares it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits.models import Allotment, Meeting, RegistrationSettings
from visits.registration.seats import ONLINE, ROOM, Place, places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Way, Approval = RegistrationSettings.Way, RegistrationSettings.Approval
KEPT_FOR: Final = ("host", "speakers", "staff")


class Part(NamedTuple):
    """``key`` names the part of the form where it is changed."""

    key: str
    title: str
    sentences: list[str]


def parts_of(
    meeting: Meeting, settings: RegistrationSettings, allotments: Sequence[Allotment]
) -> list[Part]:
    """Without a registration here there is nothing to say of seats."""
    how = Part("how", _("How one registers"), list(filter(None, how_words(meeting, settings))))
    if not settings.is_here:
        return [how]
    seats = [*seat_words(meeting, settings), *(kept_words(one) for one in allotments)]
    return [
        how,
        Part("seats", _("Seats"), seats),
        Part("giving", _("Who gets one"), giving_words(meeting, settings)),
    ]


def moment_words(meeting: Meeting, moment: datetime) -> str:
    """“1 May 2027, 18:00”, on the clocks of the meeting."""
    return date_format(moment.astimezone(meeting.zone), "j F Y, H:i")


def day_words(day: date) -> str:
    return date_format(day, "j F Y")


# How one registers --------------------------------------------------------------------------------


def how_words(meeting: Meeting, settings: RegistrationSettings) -> list[str]:
    match settings.way:
        case Way.NONE:
            return [_("Nobody can register: the meeting has no registration.")]
        case Way.ELSEWHERE:
            return [_("Registration is on another site: %(link)s.") % {"link": settings.link}]
        case Way.MAIL:
            return [_by_mail(meeting)]
        case _:
            return [
                _("Registration is here."),
                *_opening(meeting, settings),
                _closing(meeting, settings),
                _answering(meeting, settings),
            ]


def _by_mail(meeting: Meeting) -> str:
    if meeting.contact is None:
        return _("Registration is by mail, but the meeting has no staff contact yet to write to.")
    return _("Registration is by mail to %(name)s.") % {"name": meeting.contact.name}


def _opening(meeting: Meeting, settings: RegistrationSettings) -> list[str]:
    if settings.opens_at is None:
        said = [_("It is open from the moment the meeting is published with fixed dates.")]
    elif settings.opens_at <= timezone.now():
        said = [_("It opened on %s.") % moment_words(meeting, settings.opens_at)]
    else:
        said = [_("It opens on %s.") % moment_words(meeting, settings.opens_at)]
    if meeting.is_draft:
        said.append(_("The meeting is a draft: until it is published nobody can register."))
    elif meeting.dates != Meeting.Dates.FIXED:
        said.append(_("Its dates are not fixed: until they are, nobody can register."))
    return said


def _closing(meeting: Meeting, settings: RegistrationSettings) -> str:
    if settings.closes_at is None:
        return _("It stays open until the meeting begins.")
    if settings.has_closed:
        return _("It closed on %s.") % moment_words(meeting, settings.closes_at)
    return _("It closes on %s.") % moment_words(meeting, settings.closes_at)


def _answering(meeting: Meeting, settings: RegistrationSettings) -> str:
    if settings.answers_until_at is None:
        return _("Answers can be changed until the meeting begins; cancelling is always possible.")
    return _("Answers can be changed until %s; cancelling is always possible.") % moment_words(
        meeting, settings.answers_until_at
    )


# Seats --------------------------------------------------------------------------------------------


def seat_words(meeting: Meeting, settings: RegistrationSettings) -> list[str]:
    numbers: dict[str, int | None] = {ROOM: settings.room_seats, ONLINE: settings.online_seats}
    said = [_capacity(place, numbers[place.what]) for place in places_of(meeting)]
    return [*said, city_words(settings)]


def _capacity(place: Place, seats: int | None) -> str:
    if place.what == ROOM:
        if seats is None:
            return _("As many people in the room as come: there is no limit.")
        return ngettext("%d person in the room.", "%d people in the room.", seats) % seats
    if seats is None:
        return _("As many people online as like.")
    return ngettext("%d person online.", "%d people online.", seats) % seats


def city_words(settings: RegistrationSettings) -> str:
    if settings.seats_per_city is None:
        return _("A city may have any number of these seats.")
    numbered = {"seats": settings.seats_per_city}
    if settings.city_limit_until is None:
        return (
            ngettext(
                "A city has at most %(seats)d of these seats.",
                "A city has at most %(seats)d of these seats.",
                settings.seats_per_city,
            )
            % numbered
        )
    return ngettext(
        "A city has at most %(seats)d of these seats until %(day)s; from then on cities no longer limit.",
        "A city has at most %(seats)d of these seats until %(day)s; from then on cities no longer limit.",
        settings.seats_per_city,
    ) % (numbered | {"day": day_words(settings.city_limit_until)})


def kept_words(allotment: Allotment) -> str:
    """Of the seats there are, so many for these alone."""
    said = {"seats": allotment.seats, "whom": kept_for(allotment.kind)}
    if allotment.until_on is None:
        return (
            ngettext(
                "%(seats)d of these seats is kept for %(whom)s, outside their city’s seats.",
                "%(seats)d of these seats are kept for %(whom)s, outside their city’s seats.",
                allotment.seats,
            )
            % said
        )
    return ngettext(
        "%(seats)d of these seats is kept for %(whom)s until %(day)s, outside their city’s seats; what is left then is for "
        "all.",
        "%(seats)d of these seats are kept for %(whom)s until %(day)s, outside their city’s seats; what is left then is for "
        "all.",
        allotment.seats,
    ) % (said | {"day": day_words(allotment.until_on)})


def kept_for(kind: str) -> str:
    return {"host": _("the host team"), "speakers": _("speakers"), "staff": _("staff")}[kind]


# Who gets one -------------------------------------------------------------------------------------


def giving_words(meeting: Meeting, settings: RegistrationSettings) -> list[str]:
    return [*_allocation(meeting, settings), *approval_words(meeting, settings)]


def _allocation(meeting: Meeting, settings: RegistrationSettings) -> list[str]:
    if settings.allocation == RegistrationSettings.Allocation.IN_ORDER:
        return [
            _("Seats are given in the order in which people register; later ones wait in line."),
            _(
                "A seat that comes free is offered to the first in line for two working days. In the last seven days "
                "before the meeting nothing is offered by itself: you give seats by name."
            ),
        ]
    if settings.selected_at is not None:
        answered = moment_words(meeting, settings.selected_at)
        return [_("Seats were given by selection; everybody was answered on %s.") % answered]
    return [
        _(
            "Seats are given by selection: requests are collected until registration closes, then you choose, and "
            "everybody is answered at the same time."
        )
    ]


def approval_words(meeting: Meeting, settings: RegistrationSettings) -> list[str]:
    of_group = meeting.lead_group_id is not None
    if of_group and settings.approval != settings.approval_of_group:
        group = str(meeting.lead_group)
        return [
            _("Members of %(group)s: %(approval)s")
            % {"group": group, "approval": _approved_by(settings.approval_of_group)},
            _("Everybody else: %(approval)s") % {"approval": _approved_by(settings.approval)},
        ]
    return [capfirst(_approved_by(settings.approval))]


def _approved_by(approval: str) -> str:
    match approval:
        case Approval.CITY:
            return _(
                "the city’s coordinator approves; after three working days, or where a city has no coordinator, the "
                "secretariat or the chair does."
            )
        case Approval.STAFF:
            return _("the secretariat or the chair approves.")
        case _:
            return _("nobody needs to approve.")
