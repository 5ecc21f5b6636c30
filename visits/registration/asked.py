"""What a registration is still asked: all of it where somebody else registered the person, and later what follows a seat."""

from __future__ import annotations

from collections.abc import Collection

from visits.models import ClaimState, Question, Registration, RegistrationSettings
from visits.registration.window import may_change_answers


def named_by(registration: Registration, *, was: str = "") -> str:
    """Who registered the person, who has said nothing yet; nothing where that was oneself.

    Whoever accepted an invitation did so oneself, whoever wrote it: ``was`` is the state before.
    """
    by = registration.registered_by
    if by is None or by == registration.person or registration.answered_at is not None:
        return ""
    is_invited = ClaimState.INVITED in {was, registration.state}
    return "" if is_invited or not registration.is_living else str(by)


def asked_of(
    registration: Registration,
    settings: RegistrationSettings,
    *,
    was: str = "",
    answered: Collection[int] | None = None,
) -> list[Question]:
    """The questions without an answer that the person is to answer now; none once answers cannot be changed any more.

    ``answered`` are the keys of those with one, where the caller knows them.
    """
    if not registration.is_living or not may_change_answers(registration.meeting, settings):
        return []
    has_seat = registration.state == ClaimState.CONFIRMED
    is_named = bool(named_by(registration, was=was))
    if not (has_seat or is_named):
        return []
    wanted = [
        one
        for one in registration.meeting.questions.all()
        if (has_seat if one.is_followup else is_named)
    ]
    if not wanted:
        return []
    if answered is None:
        answered = set(registration.answers.values_list("question", flat=True))
    return [one for one in wanted if one.pk not in answered]
