"""The box about registering on a meeting's page: what the settings and the clock say, the same for whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits.models import Meeting, RegistrationSettings
from visits.registration import moments
from visits.registration.window import has_begun, settings_seen

Way = RegistrationSettings.Way


@dataclass(frozen=True)
class Box:
    """``said`` comes first; with ``is_open`` one can register, here or by ``link``."""

    way: str
    said: str
    more: str = ""
    seats: str = ""
    is_open: bool = False
    link: str = ""


def box_of(meeting: Meeting) -> Box | None:
    """None where nobody has said yet how one registers, and where there is nothing to come."""
    settings = settings_seen(meeting)
    if not settings.pk or meeting.state != Meeting.State.PUBLISHED or has_begun(meeting):
        return None
    match settings.way:
        case Way.HERE:
            return _here(meeting, settings)
        case Way.ELSEWHERE:
            said = _("Registration is on another site.")
            return Box(settings.way, said, is_open=True, link=settings.link)
        case Way.MAIL:
            return Box(settings.way, _("Registration is by mail to the contact."))
        case _none:
            return Box(settings.way, _("There is no registration for this meeting."))


def _here(meeting: Meeting, settings: RegistrationSettings) -> Box:
    seats = seats_in_words(settings)
    if meeting.dates != Meeting.Dates.FIXED:
        return Box(settings.way, _("Registration opens when the dates are fixed."))
    if settings.opens_at is not None and settings.opens_later:
        opens = {"moment": moments.said(settings.opens_at, meeting)}
        return Box(settings.way, _("Registration opens on %(moment)s.") % opens, seats=seats)
    if settings.has_closed:
        return Box(settings.way, _("Registration is closed."))
    more = ""
    if settings.closes_at is not None:
        more = _("Until %(moment)s.") % {"moment": moments.said(settings.closes_at, meeting)}
    return Box(settings.way, _("Registration is open."), more=more, seats=seats, is_open=True)


def seats_in_words(settings: RegistrationSettings) -> str:
    """30 seats in the room, 100 seats online, 2 for each city until 1 May."""
    parts = []
    if settings.room_seats is not None:
        words = ngettext(
            "%(number)d seat in the room", "%(number)d seats in the room", settings.room_seats
        )
        parts.append(words % {"number": settings.room_seats})
    if settings.online_seats is not None:
        words = ngettext("%(number)d seat online", "%(number)d seats online", settings.online_seats)
        parts.append(words % {"number": settings.online_seats})
    if settings.seats_per_city is not None:
        said = {"number": settings.seats_per_city}
        if settings.city_limit_until is None:
            parts.append(_("%(number)d for each city at most") % said)
        else:
            said |= {"day": date_format(settings.city_limit_until, "j F")}  # type: ignore[dict-item]
            parts.append(_("%(number)d for each city at most before %(day)s") % said)
    return ", ".join(parts)


def moments_of(meeting: Meeting, after: datetime) -> list[datetime]:
    """When what it says changes by time alone, after ``after``."""
    settings = settings_seen(meeting)
    turns = (settings.opens_at, settings.closes_at)
    return [moment for moment in turns if moment is not None and moment > after]
