"""What a registration is still asked: all of it where somebody else registered the person, and later what follows a seat."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from visits.models import ClaimState, Meeting, Option, Question, Registration, RegistrationSettings
from visits.registration.seats import Seats
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


def choices_of(registration: Registration, seats: Seats, *, was: str = "") -> list[str]:
    """How to attend and what to take part in, where there is a choice: for who was asked neither, as somebody else
    registered them.
    """
    meeting = registration.meeting
    if not named_by(registration, was=was) or not may_change_answers(meeting, seats.settings):
        return []
    found = []
    if meeting.mode == Meeting.Mode.HYBRID:
        found.append(
            _(
                "How you attend: in the room; online; or in the room, and online as long as there is no seat there"
            )
        )
    if options := "; ".join(map(_option, seats.options)):
        found.append(_("What you take part in: %(options)s") % {"options": options})
    return found


def _option(option: Option) -> str:
    return f"{option.title} ({date_format(option.on, 'l j F')})" if option.on else option.title


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
