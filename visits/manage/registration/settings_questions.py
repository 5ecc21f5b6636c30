"""What is asked of who registers, at the desk: ready sets by a tick, each question on a page of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from members.manage.pages import done, form_methods, posted
from members.requests import ReaderRequest
from portal.lib import digits
from portal.lib.formfields import attempt, put_anew
from portal.lib.order import direction_asked
from portal.lib.policies import preparers
from visits.actions.registration import questions as actions
from visits.forms.registration_settings.asked import QuestionForm, SetsForm
from visits.manage.meetings.asking import was_changed
from visits.manage.opening import open_prepared
from visits.manage.registration.settings import back, of_settings
from visits.models import Meeting, Question

PAGE = "visits/manage/registration/settings_question.html"


@preparers
@require_POST
def choose_sets(request: ReaderRequest, slug: str) -> HttpResponse:
    """Asks the ready sets that are ticked and no others; answered ones stay, and that is said."""
    meeting = open_prepared(request.reader, slug)
    form = SetsForm((), request.POST)
    by = request.reader.person
    if form.is_valid() and (
        chosen := attempt(
            form, actions.choose_sets, meeting=meeting, keys=form.cleaned_data["sets"], by=by
        )
    ):
        messages.success(request, _("The ready questions are saved."))
        if stay := chosen.value:
            said = _("Answered already, and still asked: %s. Remove such a question by itself.")
            messages.warning(request, said % ", ".join(stay))
        return back(meeting, "#questions")
    for errors in form.errors.values():
        messages.error(request, " ".join(str(sentence) for sentence in errors))
    return back(meeting, "#questions")


@preparers
@form_methods
def add_question(request: ReaderRequest, slug: str) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    form = QuestionForm(None, posted(request))
    if form.is_valid() and attempt(
        form, actions.add_question, meeting=meeting, by=request.reader.person, **form.given
    ):
        messages.success(request, _("The question is asked from now on."))
        return back(meeting, "#questions")
    return render(request, PAGE, of_settings(meeting) | {"form": form})


@preparers
@form_methods
def question(request: ReaderRequest, slug: str, question_id: int) -> HttpResponse:
    meeting, found = _open(request, slug, question_id)
    form = QuestionForm(found, posted(request))
    if form.is_valid() and attempt(
        form,
        actions.edit_question,
        question=found,
        version=form.cleaned_data["version"] or 0,
        by=request.reader.person,
        **form.given,
    ):
        messages.success(request, _("Saved."))
        return back(meeting, "#questions")
    stands: list[tuple[str, str]] = []
    if form.is_bound and was_changed(form):
        stands = [
            (str(form.fields[name].label), _said(found, name))
            for name in form.names
            if name in form.fields
        ]
        put_anew(form, version=found.version)
    context = of_settings(meeting) | {
        "form": form,
        "question": found,
        "stands": stands,
        "answers": found.answers.count(),
    }
    return render(request, PAGE, context)


@preparers
@require_POST
def step_question(request: ReaderRequest, slug: str, question_id: int) -> HttpResponse:
    """One place earlier, or later."""
    meeting, found = _open(request, slug, question_id)
    direction = direction_asked(request.POST)
    done(request, actions.step_question, question=found, direction=direction)
    return back(meeting, f"?moved=question-{found.pk}-{direction}#questions")


@preparers
@form_methods
def remove_question(request: ReaderRequest, slug: str, question_id: int) -> HttpResponse:
    """Says how many answers go with it, and asks; the number that was said is sent along."""
    meeting, found = _open(request, slug, question_id)
    if request.method == "POST":
        answers = digits.number(request.POST.get("answers", ""))
        if done(request, actions.remove_question, question=found, answers=answers):
            messages.success(request, _("“%s” is not asked any more.") % found.label)
        return back(meeting, "#questions")
    answers = found.answers.count()
    context = of_settings(meeting) | {
        "heading": _("Ask “%s” no more?") % found.label,
        "words": [_words(answers)],
        "answers": answers,
    }
    return render(request, "visits/manage/registration/settings_remove.html", context)


def _words(answers: int) -> str:
    if not answers:
        return _("Nobody has answered it yet.")
    return (
        ngettext(
            "%d person has answered it. The answer is deleted with it, and cannot be brought back.",
            "%d people have answered it. Their answers are deleted with it, and cannot be brought back.",
            answers,
        )
        % answers
    )


def _open(request: ReaderRequest, slug: str, question_id: int) -> tuple[Meeting, Question]:
    meeting = open_prepared(request.reader, slug)
    found = meeting.questions.filter(pk=question_id).first()
    if found is None:
        raise Http404
    found.meeting = meeting
    return meeting, found


def _said(found: Question, name: str) -> str:
    match name:
        case "kind" | "care":
            return str(getattr(found, f"get_{name}_display")())
        case "choices":
            return ", ".join(found.choices) or "–"
        case "is_required" | "is_followup":
            return _("Yes") if getattr(found, name) else _("No")
        case _:
            return str(getattr(found, name)) or "–"
