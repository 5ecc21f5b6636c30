"""A registration's questions as fields of a form, and what was given in these as answers are kept.

A form of several parts takes what it needs::

    self.fields.update(fields_for(questions, answers))      # answers: those given before, by the key of their question
    check_consents(self, questions)                         # in clean()
    for given in answers_in(form, questions): ...           # once it is valid

A field's name says which question it asks (``name_of``). A sensitive question's consent follows its field, unticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.formfields import DayField
from visits.forms.moments import MomentField
from visits.forms.places import zone_words
from visits.models import Question
from visits.registration.answer_words import choice_words

if TYPE_CHECKING:
    from visits.models import Answer

Kind = Question.Kind
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 2000
# More of them than these are a list to open, and not buttons side by side.
MOST_RADIOS: Final = 7
YES_NO: Final = {"yes": True, "no": False}


class ConsentField(forms.BooleanField):
    """A tick whose label is all of what somebody agrees to: too long to be said again where errors are summed up."""

    errors_stand_alone = True


@dataclass(frozen=True)
class Given:
    """One answer as its row keeps it; ``value`` is none where nothing was answered, ``wording`` the consent's."""

    question: Question
    value: Any
    wording: str = ""


def name_of(question: Question) -> str:
    return f"question_{question.pk}"


def consent_name_of(question: Question) -> str:
    return f"{name_of(question)}_consent"


def consent_wording(question: Question) -> str:
    """What somebody agrees to, and what is kept with the answer as it reads here."""
    return _(
        "The organisers and the secretariat may read my answer to “%(question)s” and use it for this meeting. It is "
        "deleted 30 days after the meeting. I can take this back at any time."
    ) % {"question": question.label}


def fields_for(
    questions: Iterable[Question], answers: Mapping[int, Answer] | None = None
) -> dict[str, forms.Field]:
    """A field for each question in their order, with its consent after it; filled in with what was answered before."""
    known = answers or {}
    fields: dict[str, forms.Field] = {}
    for question in questions:
        answer = known.get(question.pk)
        field = fields[name_of(question)] = field_for(question)
        if answer is not None:
            field.initial = initial_of(question, answer.value)
        if question.is_sensitive:
            has_agreed = answer is not None and answer.consented_at is not None
            fields[consent_name_of(question)] = ConsentField(
                label=consent_wording(question), required=False, initial=has_agreed
            )
    return fields


def field_for(question: Question) -> forms.Field:
    asked: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help_text,
        "required": question.is_required,
    }
    match question.kind:
        case Kind.TEXT:
            area = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(max_length=LONGEST_TEXT, widget=area, **asked)
        case Kind.YES_NO:
            return _yes_no(asked)
        case Kind.CHOICE:
            return _one_of(question, asked)
        case Kind.CHOICES:
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=_choices(question), widget=boxes, **asked)
        case Kind.DAY:
            return DayField(**asked)
        case Kind.MOMENT:
            return _moment(question, asked)
        case _:
            return forms.CharField(max_length=LONGEST_LINE, **asked)


def _yes_no(asked: dict[str, Any]) -> forms.Field:
    choices = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
    if not asked["required"]:
        choices.append(("", gettext_lazy("No answer")))
    return forms.TypedChoiceField(
        choices=choices, coerce=YES_NO.get, empty_value=None, widget=forms.RadioSelect, **asked
    )


def _one_of(question: Question, asked: dict[str, Any]) -> forms.Field:
    choices = _choices(question)
    if len(choices) > MOST_RADIOS:
        return forms.ChoiceField(choices=[("", gettext_lazy("Choose")), *choices], **asked)
    if not question.is_required:
        choices.append(("", _("No answer")))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **asked)


def _moment(question: Question, asked: dict[str, Any]) -> forms.Field:
    meeting = question.meeting
    clocks = zone_words(meeting.time_zone, meeting.starts_on or timezone.localdate())
    asked["help_text"] = " ".join(filter(None, [question.help_text, _("Time zone: %s.") % clocks]))
    return MomentField(zone=meeting.zone, **asked)


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(choice, choice_words(question, choice)) for choice in question.choices]


# Answers --------------------------------------------------------------------------------------------


def check_consents(form: forms.BaseForm, questions: Iterable[Question]) -> None:
    """A sensitive answer without its consent was not meant to be kept, or the tick was forgotten: said, never guessed."""
    for question in questions:
        consent = consent_name_of(question)
        if not question.is_sensitive or consent not in form.fields:
            continue
        given = form.cleaned_data.get(name_of(question))
        if _has_answer(given) and not form.cleaned_data.get(consent):
            form.add_error(consent, _without_tick(question))


def _without_tick(question: Question) -> str:
    said = {"question": question.label}
    return (
        _("Tick this to let us keep your answer to “%(question)s”, or leave the answer empty.")
        % said
    )


def answers_in(form: forms.BaseForm, questions: Iterable[Question]) -> Iterator[Given]:
    """What a valid form says to each question that it asked."""
    for question in questions:
        if name_of(question) not in form.fields:
            continue
        value = value_of(form.cleaned_data.get(name_of(question)))
        has_agreed = form.cleaned_data.get(consent_name_of(question), False)
        wording = consent_wording(question) if value is not None and has_agreed else ""
        yield Given(question, value, wording)


def value_of(given: Any) -> Any:
    """What a field gave, as ``Answer.value`` keeps it; none where nothing was answered."""
    if not _has_answer(given):
        return None
    return given.isoformat() if isinstance(given, date) else given


def initial_of(question: Question, value: Any) -> Any:
    """The other way: what a field shows of an answer. What does not fit the question any more is left out."""
    match question.kind:
        case Kind.YES_NO:
            return {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else ""
        case Kind.CHOICES:
            return [one for one in value if one in question.choices] if _is_list(value) else []
        case Kind.CHOICE:
            return value if value in question.choices else ""
        case Kind.DAY:
            return _read(date, value)
        case Kind.MOMENT:
            return _read(datetime, value)
        case _:
            return value if isinstance(value, str) else ""


def _read(kind: type[date], value: Any) -> date | None:
    try:
        return kind.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _has_answer(given: Any) -> bool:
    return given not in (None, "", [])
