"""What is asked of who registers: ready sets by a tick, and extras of this meeting."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.models import Person
from portal.lib.order import Direction, numbered, stepped
from portal.models import LogEntry
from visits.actions import rows
from visits.models import Meeting, Question
from visits.registration.ready import DAYS, SETS, days_of, ready_question

CHANGED: Final = gettext_lazy(
    "Somebody changed this question meanwhile. What you typed is still here, and what stands there now is said beside "
    "it: save again to put yours in its place."
)
# What a question may say anew at any time; how it is answered and kept holds from the first answer on.
WORDS: Final = ("label", "help_text", "is_required", "is_followup")
KEPT: Final = ("kind", "care")


@transaction.atomic
def choose_sets(*, meeting: Meeting, keys: Collection[str], by: Person | None) -> list[str]:
    """Ask these ready sets and no others; the titles of those that stay although they were not chosen: answers were
    given to them, which go only with the question itself (``remove_question``).
    """
    meeting = rows.take(meeting)
    if DAYS in keys and len(days_of(meeting)) < 2:
        raise ValidationError(_("The meeting has no two days yet to choose from."))
    there = {question.key: question for question in meeting.questions.exclude(key="")}
    position = meeting.questions.count()
    stay: list[str] = []
    for one in SETS:
        of_set = [there[ready.key] for ready in one.questions if ready.key in there]
        if one.key not in keys:
            stay += [str(one.title)] if _ask_no_more(of_set) else []
        elif not of_set:
            for ready in one.questions:
                _save(ready_question(ready, meeting, position))
                position += 1
    rows.touch(meeting)
    LogEntry.objects.record("choose_question_sets", meeting, by=by, sets=sorted(keys))
    return stay


@transaction.atomic
def add_question(*, meeting: Meeting, by: Person | None, **said: Any) -> Question:
    """Ask something of this meeting's own, at the end."""
    meeting = rows.take(meeting)
    question = Question(meeting=meeting, position=meeting.questions.count(), **said)
    _save(question)
    rows.touch(meeting)
    LogEntry.objects.record("add_question", meeting, by=by, question=question.pk)
    return question


@transaction.atomic
def edit_question(*, question: Question, version: int, by: Person | None, **said: Any) -> Question:
    """Write it anew. Once it is answered its kind and care stay, and so does each choice that somebody made."""
    meeting, question = _take(question)
    if question.version != version:
        raise ValidationError(CHANGED, code="changed")
    given = [answer.value for answer in question.answers.all()]
    if given:
        _check_answered(question, given, said)
    for name, value in said.items():
        setattr(question, name, value)
    question.version += 1
    _save(question)
    rows.touch(meeting)
    LogEntry.objects.record("edit_question", meeting, by=by, question=question.pk)
    return question


@transaction.atomic
def step_question(*, question: Question, by: Person | None, direction: Direction) -> None:
    """Let it change places with the one before or after it."""
    meeting, question = _take(question)
    ordered = stepped(list(meeting.questions.all()), question, direction)
    Question.objects.bulk_update(numbered(ordered), ["position"])
    rows.touch(meeting)
    LogEntry.objects.record("step_question", meeting, by=by, question=question.pk)


@transaction.atomic
def remove_question(*, question: Question, answers: int, by: Person | None) -> None:
    """Ask it no more. What was answered goes with it: ``answers`` are as many as were seen, no more are deleted."""
    meeting, question = _take(question)
    number, found = question.pk, question.answers.count()
    if found > answers:
        raise ValidationError(
            _("Somebody answered it meanwhile. Look at the number again: nothing was removed."),
            code="changed",
        )
    question.answers.all().delete()
    question.delete()
    rows.touch(meeting)
    LogEntry.objects.record("remove_question", meeting, by=by, question=number, answers=found)


def _ask_no_more(questions: Collection[Question]) -> bool:
    """Whether they stay: somebody has answered one of them."""
    if any(question.answers.exists() for question in questions):
        return True
    for question in questions:
        question.delete()
    return False


def _check_answered(question: Question, given: list[Any], said: dict[str, Any]) -> None:
    if any(name in said and said[name] != getattr(question, name) for name in KEPT):
        raise ValidationError(
            _(
                "Somebody has answered it already: the kind of answer and the care stay. Ask a new question instead."
            )
        )
    # The meeting may have moved: an answer about a day that is gone stays what was said.
    if question.key != DAYS:
        _check_choices(question, given, said.get("choices", question.choices))


def _check_choices(question: Question, given: list[Any], choices: Collection[str]) -> None:
    """What was chosen stays in the list. Which that is, is not for all who prepare the meeting, where it was told with
    care: then all of them stay.
    """
    is_told = question.care == Question.Care.ORDINARY
    made = {one for value in given for one in (value if isinstance(value, list) else [value])}
    lost = [one for one in question.choices if one not in choices and (one in made or not is_told)]
    if not lost:
        return
    if is_told:
        words = ngettext(
            "%(choices)s was chosen by somebody already: leave it in the list.",
            "%(choices)s were chosen by somebody already: leave them in the list.",
            len(lost),
        )
    else:
        words = _("Somebody has answered this already: leave %(choices)s in the list.")
    named = ", ".join(f"“{one}”" for one in lost)
    raise ValidationError({"choices": words % {"choices": named}})


def _save(question: Question) -> None:
    question.full_clean()
    question.save()


def _take(question: Question) -> tuple[Meeting, Question]:
    """The question as it is now, with its meeting's row locked."""
    meeting = rows.take(question.meeting)
    found = meeting.questions.filter(pk=question.pk).first()
    if found is None:
        raise ValidationError(_("This question was removed meanwhile."), code="gone")
    return meeting, found
