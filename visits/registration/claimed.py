"""What cannot be taken from a meeting any more, because people have asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext

from visits.models import Meeting
from visits.models.claim_states import LIVING
from visits.registration.seats import places_of

if TYPE_CHECKING:
    from visits.models import Option


def check_mode(meeting: Meeting, mode: str) -> None:
    """Refuses to take away the room, or online, where people are registered for it."""
    left = {place.what for place in places_of(Meeting(mode=mode))}
    there = meeting.claims.filter(state__in=LIVING, option=None).exclude(what__in=left)
    if number := there.values("registration").distinct().count():
        said = ngettext(
            "%(number)d person is registered for what would not be there any more. Keep both for now, or move the person "
            "first.",
            "%(number)d people are registered for what would not be there any more. Keep both for now, or move them first.",
            number,
        )
        raise ValidationError({"mode": said % {"number": number}})


def why_kept(option: Option) -> str:
    """Why an option cannot be removed, in a sentence; empty when it can."""
    number = option.claims.values("registration").distinct().count()
    if not number:
        return ""
    return ngettext(
        "“%(title)s” cannot be removed: %(number)d person has asked for it. Give it 0 seats, and nobody new gets one.",
        "“%(title)s” cannot be removed: %(number)d people have asked for it. Give it 0 seats, and nobody new gets one.",
        number,
    ) % {"title": option.title, "number": number}
