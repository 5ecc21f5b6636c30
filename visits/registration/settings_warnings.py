"""What does not fit together in a meeting's registration, in sentences for who prepares it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from visits.models import Question
from visits.registration.ready import DAYS, READY, choices_for
from visits.registration.seats import main_place
from visits.registration.settings_words import moment_words
from visits.registration.window import begins_at

if TYPE_CHECKING:
    from visits.models import Meeting
    from visits.registration.seats import Seats


def warnings_of(
    seats: Seats, questions: Collection[Question], *, has_readers: bool
) -> Iterator[str]:
    settings, meeting = seats.settings, seats.meeting
    if settings.is_here:
        yield from _of_times(seats)
        yield from _of_seats(seats)
        yield from _of_questions(meeting, questions, has_readers=has_readers)
    elif settings.way == settings.Way.MAIL and meeting.contact is None:
        yield _("There is no staff contact yet: nobody knows where to write to.")


def _of_times(seats: Seats) -> Iterator[str]:
    settings, meeting = seats.settings, seats.meeting
    begins = begins_at(meeting)
    if settings.closes_at and begins and settings.closes_at > begins:
        yield _("It would close on %s, after the meeting has begun.") % moment_words(
            meeting, settings.closes_at
        )
    if settings.is_to_be_selected and settings.has_closed:
        yield _("Registration has closed: it is time to select, nobody has been answered yet.")


def _of_seats(seats: Seats) -> Iterator[str]:
    capacity = seats.capacity(main_place(seats.meeting))
    kept = sum(one.seats for one in seats.allotments if one.is_kept_on(seats.today))
    if capacity is not None and 0 < capacity <= kept:
        yield _("All seats are kept for some: there is none for anybody else.")


def _of_questions(
    meeting: Meeting, questions: Collection[Question], *, has_readers: bool
) -> Iterator[str]:
    for question in questions:
        days = choices_for(READY[DAYS], meeting)
        if question.key == DAYS and question.choices != days and len(days) > 1:
            yield (
                _(
                    "“%s” asks about days that are not the meeting’s any more: open it and save it once."
                )
                % question.label
            )
    if not has_readers and any(one.care == Question.Care.SECURITY for one in questions):
        yield _("Answers for the venue’s security are asked, and nobody is named to read them.")
