"""Somebody else instead: of whose registration, and until when (PRODUCT 4.6)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from visits.models import Meeting, Registration
from visits.registration.states import TRANSITIONS
from visits.registration.window import has_begun

TOO_LATE: Final = _("The meeting has begun. Who comes instead is noted at the entrance.")


def may_be_substituted(registration: Registration, meeting: Meeting) -> bool:
    """Until the meeting begins, by a colleague of the same city; an invitation is the person's own."""
    fits = registration.state in TRANSITIONS["substitute"].before
    return fits and registration.city_id is not None and not has_begun(meeting)


def may_send_colleague(registration: Registration, meeting: Meeting) -> bool:
    """The same by the person or the city, who are not asked about guests: these the secretariat invited."""
    return not registration.is_guest and may_be_substituted(registration, meeting)
