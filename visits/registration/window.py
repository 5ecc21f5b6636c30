"""Whether one may register for a meeting now, and until when one may change what one asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from visits.models import Meeting, Registration, RegistrationSettings
from visits.models.claim_states import HOLDING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# In these last days before the meeting nothing is offered by itself any more, and cancelling is late.
LAST_DAYS: Final = timedelta(days=7)


def settings_of(meeting: Meeting) -> RegistrationSettings:
    """The meeting's settings; those of no registration where nobody has set any."""
    found = RegistrationSettings.objects.filter(meeting=meeting).first()
    return found or RegistrationSettings(meeting=meeting)


def settings_seen(meeting: Meeting) -> RegistrationSettings:
    """The same, as they were read together with the meeting, where a page did so."""
    if "registration_settings" not in meeting._state.fields_cache:  # noqa: SLF001 - Django's own way
        return settings_of(meeting)
    found = meeting._state.fields_cache["registration_settings"]  # noqa: SLF001
    return found or RegistrationSettings(meeting=meeting)


def today_at(meeting: Meeting) -> date:
    """The day it is where the meeting takes place."""
    return timezone.localdate(timezone=meeting.zone)


def begins_at(meeting: Meeting) -> datetime | None:
    """The first moment of its first day, there; none while its dates are not fixed."""
    if meeting.dates != Meeting.Dates.FIXED or meeting.starts_on is None:
        return None
    return datetime.combine(meeting.starts_on, datetime.min.time(), tzinfo=meeting.zone)


def has_begun(meeting: Meeting) -> bool:
    begins = begins_at(meeting)
    return begins is not None and begins <= timezone.now()


def is_in_last_days(meeting: Meeting) -> bool:
    begins = begins_at(meeting)
    return begins is not None and begins - LAST_DAYS <= timezone.now()


def frees_seat_late(registration: Registration, meeting: Meeting) -> bool:
    """Whether cancelling now is late: nobody has counted with who holds no seat."""
    return registration.state in HOLDING and is_in_last_days(meeting)


def why_none(meeting: Meeting, settings: RegistrationSettings) -> StrOrPromise:
    """Why nobody at all can be registered, in a sentence; empty while those who prepare can add people."""
    if not settings.is_here:
        return _("Registration for this meeting is not made here.")
    if meeting.state != Meeting.State.PUBLISHED:
        return _("There is no registration for this meeting.")
    if meeting.dates != Meeting.Dates.FIXED:
        return _("Registration opens when the dates are fixed.")
    if has_begun(meeting):
        return _("Registration is over: the meeting has begun.")
    return ""


def why_closed(meeting: Meeting, settings: RegistrationSettings) -> StrOrPromise:
    """Why one cannot register now, in a sentence; empty while one can."""
    if sentence := why_none(meeting, settings):
        return sentence
    if settings.opens_later:
        return _("Registration has not opened yet.")
    if settings.has_closed:
        return _("Registration is closed.")
    return ""


def why_not_left(meeting: Meeting) -> StrOrPromise:
    """Why nobody can leave any more, or be withdrawn, in a sentence: who was there stays counted. Empty before that."""
    if not meeting.is_held:
        return ""
    return _("The meeting is over, so registrations for it stay as they were. Nothing was changed.")


def is_to_come(meeting: Meeting) -> bool:
    """It takes place, and is not over."""
    return meeting.state == Meeting.State.PUBLISHED and not meeting.is_held


def may_change_answers(meeting: Meeting, settings: RegistrationSettings) -> bool:
    """Until the moment the settings name, else until the meeting begins."""
    if settings.answers_until_at is not None:
        return timezone.now() < settings.answers_until_at
    return not has_begun(meeting)
