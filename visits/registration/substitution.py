"""Somebody else instead: of whose registration, and until when (PRODUCT 4.6)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from visits.models import Meeting, Registration
from visits.registration.states import TRANSITIONS
from visits.registration.window import has_begun

TOO_LATE: Final = _("The meeting has begun. Who comes instead is noted at the entrance.")


def may_be_substituted(registration: Registration, meeting: Meeting) -> bool:
    """Until the meeting begins: by a colleague of the same city, and by anybody for who comes for none. An invitation is the
    person's own.
    """
    return registration.state in TRANSITIONS["substitute"].before and not has_begun(meeting)


def may_send_colleague(registration: Registration, meeting: Meeting) -> bool:
    """The same by the person or the city, who are not asked about guests, nor about who comes for no city: for these the
    secretariat decides.
    """
    is_of_city = registration.city_id is not None and not registration.is_guest
    return is_of_city and may_be_substituted(registration, meeting)
