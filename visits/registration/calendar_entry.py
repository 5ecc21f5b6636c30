"""The entry that a registration has in its person's calendar: entered with the seat, and taken out with it (docs/decisions/0143)."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.lib import ical, site
from portal.lib.ical import Address, Event, Invitation, Method, Status
from visits.feeds import words
from visits.models import ClaimState, Meeting, Registration
from visits.registration.hours import Hours
from visits.registration.window import is_to_come


def invitation_for(
    registration: Registration, *, was: str, hours: Sequence[Hours], lines: Sequence[str]
) -> Invitation | None:
    """What the mail of this moment brings for the calendar; nothing where there is no entry to make or to take out.

    ``lines`` are those that say how the registration stands. There is no address in it that lets in: calendars are
    shared with colleagues.
    """
    if registration.state == ClaimState.CONFIRMED:
        method = Method.REQUEST
    elif has_entry(registration, was=was):
        method = Method.CANCEL
    else:
        return None
    event = _event(registration, method, hours, lines)
    return ical.invitation(event, method=method) if event else None


def is_given(registration: Registration) -> bool:
    """Whether there is an entry to take from the page: for a seat, on days that are fixed and not over."""
    meeting = registration.meeting
    is_fixed = meeting.dates == Meeting.Dates.FIXED and is_to_come(meeting)
    return is_fixed and registration.state == ClaimState.CONFIRMED


def has_entry(registration: Registration, *, was: str) -> bool:
    """Whether the mails before left one. That is known as long as these are kept, and of a seat also without them."""
    if registration.calendar_sequence <= 1:
        return False
    sent = registration.mails.exclude(message__calendar_method="").order_by("-pk")
    last = sent.values_list("message__calendar_method", flat=True).first()
    return last == Method.REQUEST or (last is None and was == ClaimState.CONFIRMED)


def _event(
    registration: Registration, method: Method, hours: Sequence[Hours], lines: Sequence[str]
) -> Event | None:
    """Of one day its hours, where they are known; of several days these, for nobody meets by night."""
    meeting, person, now = registration.meeting, registration.person, timezone.now()
    days = words.days_of(meeting)
    if days is None:
        return None
    starts, ends = hours[0] if len(hours) == 1 and days[0] == days[1] else days
    page = site.absolute(reverse("register", args=[meeting.slug]))
    is_over = method == Method.CANCEL
    return Event(
        uid=f"registration-{registration.pk}@{site.host()}",
        title=meeting.title,
        starts=starts,
        ends=ends,
        status=Status.CANCELLED if is_over else Status.CONFIRMED,
        sequence=registration.calendar_sequence,
        changed_at=now,
        stamped_at=now,
        url=site.absolute(meeting.get_absolute_url()),
        text=_text(lines, hours, page, is_over=is_over),
        place=words.place_of(meeting),
        categories=[meeting.get_kind_display()],
        organiser=Address(settings.NETWORK_NAME, settings.NETWORK_EMAIL),
        attendee=Address(person.name, person.email or ""),
    )


def _text(lines: Sequence[str], hours: Sequence[Hours], page: str, *, is_over: bool) -> str:
    if is_over:
        return _("You do not have a seat at this meeting any more.")
    said = _("Answering here changes nothing. Change or cancel your registration at %(page)s")
    return "\n".join([*lines, *map(str, hours), said % {"page": page}])
