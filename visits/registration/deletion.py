"""When the answers of a registration go by themselves: what is asked with consent, what security asks for, all others.

docs/decisions/0141 says why so. The night finds them here (portal/retention/rules.py), pages say here what it will do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.models import LogEntry
from visits.models import Answer, Meeting, Question, Registration

if TYPE_CHECKING:
    from collections.abc import Iterable

Care = Question.Care
# So long after the last day sensitive answers are kept; what security asks for goes when that day is over.
KEPT_AFTER: Final = timedelta(days=30)
# So long after it all other answers, and words about those who registered.
OTHERS_KEPT_AFTER: Final = timedelta(days=365)
VERB: Final = "delete_answers"
DAY: Final = timedelta(days=1)


def last_day(meeting: Meeting) -> date | None:
    """Its last day; while it has none any more, the last that it had when it was published: a meeting that is postponed to
    nobody knows when is no reason to keep for ever what was told for those days.
    """
    return meeting.ends_on or meeting.published_ends_on


def deletes_on(meeting: Meeting, care: str = Care.SENSITIVE) -> date | None:
    """The day, where it takes place, on which these answers go; none while nothing is known of its days."""
    last = last_day(meeting)
    if last is None:
        return None
    return last + (DAY if care == Care.SECURITY else KEPT_AFTER)


# What is due --------------------------------------------------------------------------------------


def answers_due(before: datetime, *cares: str) -> QuerySet[Answer]:
    """Answers to meetings whose last day began before that moment, there; of registrations that ended before it; and,
    where nothing is known of the days, those given before it.
    """
    answers = Answer.objects.filter(question__care__in=cares)
    over = _over(Meeting.objects.filter(pk__in=answers.values("question__meeting")), before)
    has_no_days = Q(question__meeting__ends_on=None, question__meeting__published_ends_on=None) & Q(
        answered_at__lt=before
    )
    return answers.filter(
        Q(question__meeting__in=over) | Q(registration__ended_at__lt=before) | has_no_days
    )


def security_answers_due(now: datetime) -> QuerySet[Answer]:
    """When the visit is over: its last day, where it takes place, or the registration."""
    answers = Answer.objects.filter(question__care=Care.SECURITY)
    ended = Q(registration__ended_at__lt=now)
    begun_a_day_ago = answers_due(now - DAY, Care.SECURITY)
    return answers.filter(ended | Q(pk__in=begun_a_day_ago.values("pk")))


def ordinary_answers_due(before: datetime) -> QuerySet[Answer]:
    """Of whole meetings alone: how a registration ended says nothing of whether last time's answers are offered."""
    answers = Answer.objects.filter(question__care=Care.ORDINARY)
    meetings = Meeting.objects.filter(pk__in=answers.values("question__meeting"))
    return answers.filter(question__meeting__in=_over(meetings, before))


def registrations_with_words_due(before: datetime) -> QuerySet[Registration]:
    """Those of past meetings that still have a note, a reason or somebody to copy mails to."""
    has_words = ~Q(note="", reason="", copy_to="")
    rows = Registration.objects.filter(has_words)
    meetings = Meeting.objects.filter(pk__in=rows.values("meeting"))
    return rows.filter(meeting__in=_over(meetings, before))


def empty_words(registrations: QuerySet[Registration]) -> None:
    registrations.update(note="", reason="", copy_to="")


def _over(meetings: QuerySet[Meeting], before: datetime) -> list[int]:
    """Those whose last day began before that moment, where they take place."""
    near = meetings.annotate(last=Coalesce("ends_on", "published_ends_on")).filter(
        last__lte=before.date() + DAY
    )
    return [meeting.pk for meeting in near if _began(meeting) <= before]


def _began(meeting: Meeting) -> datetime:
    last = last_day(meeting) or date.max
    return datetime.combine(last, time.min, tzinfo=meeting.zone)


def delete_answers(answers: QuerySet[Answer]) -> None:
    """Delete them, with the consents that each holds; the log keeps how many, of which meeting and with what care."""
    numbers = (
        answers.order_by()
        .values("question__meeting", "question__care")
        .annotate(number=Count("pk"))
        .values_list("question__meeting", "question__care", "number")
    )
    found = list(numbers)
    answers.delete()
    meetings = Meeting.objects.in_bulk([meeting for meeting, _care, _number in found])
    for meeting, care, number in found:
        LogEntry.objects.record(VERB, meetings[meeting], by=None, care=care, number=number)


# What pages say -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Going:
    """On ``on`` the answers to these questions go: each with how many there are."""

    on: date
    questions: list[tuple[str, int]]


@dataclass(frozen=True)
class Gone:
    on: date
    number: int


@dataclass(frozen=True)
class Deletion:
    """What will go and what has gone; either may be nothing."""

    going: list[Going]
    gone: list[Gone]


def deletion_of(meeting: Meeting) -> Deletion:
    """Two queries."""
    asked = (
        Question.objects.filter(meeting=meeting)
        .exclude(care=Care.ORDINARY)
        .annotate(number=Count("answers"))
        .filter(number__gt=0)
    )
    return Deletion(going(meeting, asked), gone(meeting))


def going(meeting: Meeting, questions: Iterable[Question]) -> list[Going]:
    """What goes when, the first first; each question knows the ``number`` of its answers."""
    by_day: dict[date, list[tuple[str, int]]] = {}
    for question in questions:
        if (day := deletes_on(meeting, question.care)) is not None:
            by_day.setdefault(day, []).append((question.label, question.number))  # type: ignore[attr-defined]
    return [Going(day, by_day[day]) for day in sorted(by_day)]


def gone(meeting: Meeting) -> list[Gone]:
    """What nights have deleted of it, the latest first."""
    entries = LogEntry.objects.filter(
        verb=VERB, subject_type="meeting", subject_id=meeting.pk
    ).exclude(facts__care=Care.ORDINARY)
    numbers: dict[date, int] = {}
    for entry in entries.order_by("-at"):
        day = timezone.localdate(entry.at, meeting.zone)
        numbers[day] = numbers.get(day, 0) + entry.facts["number"]
    return [Gone(day, number) for day, number in numbers.items()]
