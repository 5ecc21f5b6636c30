"""A meeting in the words of schema.org, for those who search the web."""

from typing import Any

from django.conf import settings
from django.utils.text import Truncator

from members.models import City
from portal.lib import site
from portal.lib.richtext import to_text
from visits.feeds import words
from visits.models import Meeting

SCHEMA = "https://schema.org/"
MODES = {
    Meeting.Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Meeting.Mode.ONLINE: "OnlineEventAttendanceMode",
    Meeting.Mode.HYBRID: "MixedEventAttendanceMode",
}


def event(meeting: Meeting) -> dict[str, Any] | None:
    """An ``Event``; nothing for a meeting that has no days, or that not everyone may open.

    ``meeting`` was opened for a page, with its hosts.
    """
    days = words.days_of(meeting)
    if days is None or not meeting.is_open_to_all:  # type: ignore[attr-defined]
        return None
    url = site.absolute(meeting.get_absolute_url())
    said = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": meeting.title,
        "description": _description(meeting),
        "startDate": days[0].isoformat(),
        "endDate": days[1].isoformat(),
        "eventStatus": SCHEMA + _status(meeting),
        "eventAttendanceMode": SCHEMA + MODES[Meeting.Mode(meeting.mode)],
        "location": _locations(meeting, url),
        "organizer": {
            "@type": "Organization",
            "name": settings.NETWORK_NAME,
            "url": settings.SITE_URL,
        },
    }
    if address := words.registration_address(meeting):
        said["potentialAction"] = {"@type": "RegisterAction", "target": address}
    if meeting.starts_on and meeting.original_days:
        said["previousStartDate"] = meeting.original_days[0].isoformat()
    return said


def _description(meeting: Meeting) -> str:
    texts = (words.state_of(meeting), words.held_by(meeting), to_text(meeting.introduction))
    return Truncator(" · ".join(text for text in texts if text)).words(60)


def _status(meeting: Meeting) -> str:
    if words.is_cancelled(meeting):
        return "EventCancelled"
    if meeting.is_postponed:
        return "EventPostponed"
    return "EventRescheduled" if meeting.original_days else "EventScheduled"


def _locations(meeting: Meeting, url: str) -> list[dict[str, Any]]:
    """Where one can be: the host cities, the venue being in the first; and the page, for whoever joins from afar."""
    hosts = [row.city for row in meeting.host_rows.all()]
    places = [
        {
            "@type": "Place",
            "name": (meeting.venue if number == 0 else "") or city.name,
            "address": _address(city, meeting.address if number == 0 else ""),
        }
        for number, city in enumerate(hosts)
        if meeting.mode != Meeting.Mode.ONLINE
    ]
    if meeting.mode != Meeting.Mode.IN_PERSON:
        places.append({"@type": "VirtualLocation", "url": url})
    return places


def _address(city: City, street: str) -> dict[str, str]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": city.name,
        "addressCountry": city.country_code,
    }
    return address | {"streetAddress": street} if street else address
