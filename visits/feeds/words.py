"""Sentences about a meeting that feeds say where a page shows a banner."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.lib import dates, site
from visits.models import Meeting, RegistrationSettings
from visits.registration.window import has_begun, settings_seen

Way = RegistrationSettings.Way


def days_of(meeting: Meeting) -> tuple[date, date] | None:
    """The first and last day that a calendar can show: its own, or those it was postponed from."""
    if meeting.starts_on and meeting.ends_on:
        return meeting.starts_on, meeting.ends_on
    return meeting.original_days


def is_cancelled(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.CANCELLED


def state_of(meeting: Meeting) -> str:
    """What is special about its state or its days; nothing when all is as announced."""
    if is_cancelled(meeting):
        return _("This meeting is cancelled.")
    if meeting.is_postponed:
        return _("This meeting is postponed; its new dates are not known yet.")
    if meeting.is_tentative:
        return _(
            "The dates are not fixed yet: please do not book anything before they are confirmed."
        )
    if meeting.original_days:
        return _("Originally planned for %(days)s.") % {
            "days": dates.day_range(*meeting.original_days)
        }
    return ""


def held_by(meeting: Meeting) -> str:
    """Its kind and whose meeting it is: “Study visit of Urban farming, Night mayors”."""
    groups = [group for group in (meeting.lead_group, *meeting.joint_groups.all()) if group]
    names = ", ".join(str(one) for one in groups or [meeting.forum] if one)
    kind = meeting.get_kind_display().capitalize()
    return _("%(kind)s of %(group)s") % {"kind": kind, "group": names} if names else kind


def place_of(meeting: Meeting) -> str:
    """Venue, address and host cities, none of them twice; “online” where there is no place."""
    known = [part for part in (meeting.venue, meeting.address) if part]
    cities = [row.city for row in meeting.host_rows.all()]
    known += [f"{city.name}, {city.country}" for city in cities if city.name not in " ".join(known)]
    if not known and meeting.mode == Meeting.Mode.ONLINE:
        return meeting.get_mode_display().capitalize()
    return ", ".join(known)


def registration_address(meeting: Meeting) -> str:
    """Where one registers: here, or on another site; nothing where one does not, or no more."""
    settings = settings_seen(meeting)
    if not settings.pk or meeting.state != Meeting.State.PUBLISHED or has_begun(meeting):
        return ""
    if settings.way == Way.HERE:
        return site.absolute(reverse("register", args=[meeting.slug]))
    return settings.link if settings.way == Way.ELSEWHERE else ""


def registration_of(meeting: Meeting) -> str:
    """How one registers; nothing where nobody has said, and when it is over. Whether it is open the page says."""
    settings = settings_seen(meeting)
    if not settings.pk or meeting.state != Meeting.State.PUBLISHED or has_begun(meeting):
        return ""
    match settings.way:
        case Way.HERE:
            return _("Registration: %(address)s") % {"address": registration_address(meeting)}
        case Way.ELSEWHERE:
            return _("Registration on another site: %(address)s") % {"address": settings.link}
        case Way.MAIL:
            return _("Registration by mail to the contact, who is named on the meeting’s page.")
        case _none:
            return _("There is no registration for this meeting.")
