"""An answer as people read it: in tables, mails and lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from visits.models import Question
from visits.registration.ready import DAYS

if TYPE_CHECKING:
    from visits.models import Answer


def said(answer: Answer) -> str:
    return said_of(answer.question, answer.value)


def said_of(question: Question, value: Any) -> str:
    """The words for ``value``; nothing where there is no answer. What cannot be read any more is said as it is."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(choice_words(question, str(one)) for one in value)
    match question.kind:
        case Question.Kind.CHOICE:
            return choice_words(question, str(value))
        case Question.Kind.DAY:
            return day_words(str(value))
        case Question.Kind.MOMENT:
            return _moment_words(question, str(value))
        case _:
            return str(value)


def choice_words(question: Question, choice: str) -> str:
    """One of the answers to choose from: a day of the meeting is kept as a date, others are their own words."""
    return day_words(choice) if question.key == DAYS else choice


def day_words(value: str) -> str:
    try:
        return date_format(date.fromisoformat(value), "l j F Y")
    except ValueError:
        return value


def _moment_words(question: Question, value: str) -> str:
    try:
        moment = datetime.fromisoformat(value).astimezone(question.meeting.zone)
    except ValueError:
        return value
    return date_format(moment, "l j F Y, H:i")
