"""What of a registration is corrected at the desk, and of whom name and address are."""

from __future__ import annotations

from visits.models import ClaimState, Question, Registration


def is_corrected_here(registration: Registration) -> bool:
    """A guest of this meeting alone, who has no login: others have a record of their own, with the secretariat."""
    person = registration.person
    if not registration.is_guest or person.has_account or person.office:
        return False
    elsewhere = person.registrations.exclude(meeting=registration.meeting_id)
    return not elsewhere.exists() and not person.posts.exists()


def questions_to_correct(registration: Registration) -> list[Question]:
    """The ordinary ones, also those that follow a seat; none of who has not accepted the invitation yet."""
    if registration.state == ClaimState.INVITED:
        return []
    asked = list(registration.meeting.questions.filter(care=Question.Care.ORDINARY))
    for question in asked:
        question.meeting = registration.meeting
    return asked
