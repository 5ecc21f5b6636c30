"""What of a registration is corrected at the desk, and of whom name and address are."""

from __future__ import annotations

from typing import Final

from visits.models import ClaimState, Question, Registration
from visits.registration.window import is_to_come

# What somebody is who is no mere guest.
KNOWN_FOR: Final = (
    "posts",
    "mandates",
    "talks",
    "organised",
    "group_memberships",
    "group_requests",
    "access_requests",
    "invitations",
    "contact_for_groups",
    "contact_for_meetings",
)


def may_be_corrected(registration: Registration) -> bool:
    """Nothing is written of who was erased, nor of what was."""
    is_anybodys = registration.is_living and registration.person.erased_at is None
    return is_anybodys and is_to_come(registration.meeting)


def is_corrected_here(registration: Registration) -> bool:
    """A guest of this meeting alone, who has no login: whoever is known for anything else has a record of their own, with
    the secretariat.
    """
    person = registration.person
    if not registration.is_guest or person.is_active or person.has_account or person.office:
        return False
    if person.registrations.exclude(meeting=registration.meeting_id).exists():
        return False
    if person.attendance.exclude(meeting=registration.meeting_id).exists():
        return False
    return not any(getattr(person, name).exists() for name in KNOWN_FOR)


def questions_to_correct(registration: Registration) -> list[Question]:
    """The ordinary ones, also those that follow a seat; none of who has not accepted the invitation yet."""
    if registration.state == ClaimState.INVITED:
        return []
    asked = list(registration.meeting.questions.filter(care=Question.Care.ORDINARY))
    for question in asked:
        question.meeting = registration.meeting
    return asked
