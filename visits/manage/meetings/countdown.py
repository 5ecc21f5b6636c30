"""The host's countdown at the desk: filled in from the last host, changed, ticked off."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from members.manage.pages import done, form_methods, posted
from members.requests import ReaderRequest
from portal.lib.formfields import attempt, put_anew
from portal.lib.policies import preparers
from visits.actions import countdown as actions
from visits.countdown import last_host_of, usual_steps
from visits.forms.preparing import StepForm
from visits.manage.meetings.asking import was_changed
from visits.manage.opening import open_prepared
from visits.models import CountdownStep, Meeting


@preparers
@form_methods
def countdown(request: ReaderRequest, slug: str) -> HttpResponse:
    """What is to be done by when; sent, the form at its end adds a step."""
    meeting = open_prepared(request.reader, slug)
    form = StepForm(posted(request))
    if form.is_valid() and attempt(
        form, actions.add_step, meeting=meeting, by=request.reader.person, **_given(form)
    ):
        messages.success(request, _("The step is added."))
        return _back(meeting)
    steps = list(_steps(meeting))
    titles = {step.title for step in steps}
    source = last_host_of(meeting)
    context = {
        "meeting": meeting,
        "tab": "countdown",
        "form": form,
        "steps": steps,
        "done": sum(step.done_at is not None for step in steps),
        "late": sum(step.is_late for step in steps),
        "source": source,
        "offered": [one for one in source.steps if one.title not in titles] if source else [],
        "usual": usual_steps(),
    }
    return render(request, "visits/manage/meetings/countdown.html", context)


@preparers
@require_POST
def countdown_filled(request: ReaderRequest, slug: str) -> HttpResponse:
    """Filled in from the last host, or with the usual steps where ``from`` says so or there was none."""
    meeting = open_prepared(request.reader, slug)
    source = None if request.POST.get("from") == "usual" else last_host_of(meeting)
    steps = source.steps if source else usual_steps()
    made = actions.fill_countdown(meeting=meeting, steps=steps, by=request.reader.person)
    messages.success(request, ngettext("%d step is added.", "%d steps are added.", made) % made)
    return _back(meeting)


@preparers
@form_methods
def countdown_step(request: ReaderRequest, slug: str, step_id: int) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    step = get_object_or_404(_steps(meeting), pk=step_id)
    stood = {name: getattr(step, name) for name in ("title", "weeks_before", "note")}
    form = StepForm(posted(request), initial=stood | {"version": step.version})
    if form.is_valid() and attempt(
        form,
        actions.edit_step,
        step=step,
        version=form.cleaned_data["version"],
        by=request.reader.person,
        **_given(form),
    ):
        messages.success(request, _("The step is saved."))
        return _back(meeting)
    context = {"meeting": meeting, "tab": "countdown", "form": form, "step": step, "stood": None}
    if form.is_bound and was_changed(form):
        put_anew(form, version=step.version)
        context["stood"] = stood
    return render(request, "visits/manage/meetings/countdown_step.html", context)


@preparers
@require_POST
def countdown_tick(request: ReaderRequest, slug: str, step_id: int) -> HttpResponse:
    """Done, or not done after all where ``undo`` is sent."""
    meeting = open_prepared(request.reader, slug)
    step = get_object_or_404(_steps(meeting), pk=step_id)
    action = actions.untick_step if "undo" in request.POST else actions.tick_step
    # Taken off at the same moment: said, and nothing is ticked.
    done(request, action, step=step)
    return _back(meeting, f"#step-{step.pk}")


@preparers
@require_POST
def countdown_step_off(request: ReaderRequest, slug: str, step_id: int) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    step = get_object_or_404(_steps(meeting), pk=step_id)
    actions.remove_step(step=step, by=request.reader.person)
    messages.success(request, _("“%(step)s” is taken off.") % {"step": step.title})
    return _back(meeting)


def _steps(meeting: Meeting) -> QuerySet[CountdownStep]:
    steps = meeting.countdown_steps.select_related("meeting", "done_by", "taken_from__meeting")
    return steps.prefetch_related("taken_from__meeting__host_rows__city")


def _given(form: StepForm) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in ("title", "weeks_before", "note")}


def _back(meeting: Meeting, fragment: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("manage_countdown", args=[meeting.slug]) + fragment)
