"""What one does with one's own registration: answer an offer, change it, let a colleague come instead, leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from allauth.core.internal import ratelimit
from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members.models import Person
from members.requests import ReaderRequest
from portal.lib import digits
from portal.lib.formfields import attempt, put_anew
from portal.lib.policies import everyone
from visits.actions.registration import leaving, offering
from visits.actions.registration.changing import change
from visits.forms.registration import RegistrationForm, SubstituteForm
from visits.forms.registration.wish import wish_of
from visits.models import Answer, Claim, ClaimState, Meeting, Question, Registration
from visits.registration import answer_words
from visits.registration.addresses import link_to
from visits.registration.last_time import last_time
from visits.registration.seen import seats_counted, seats_seen
from visits.registration.standing import speaks_for
from visits.registration.states import NO_OFFER, Actor
from visits.registration.substitution import TOO_LATE
from visits.registration.told import Told
from visits.registration.window import (
    frees_seat_late,
    has_begun,
    may_change_answers,
    why_not_left,
)
from visits.views.own_registration import RATES, actor, known_first, open_living, questions_for

form_methods = require_http_methods(["GET", "HEAD", "POST"])


# An offer, or an invitation ----------------------------------------------------------------------


@everyone
@known_first
@never_cache
@require_POST
def registration_accept(request: ReaderRequest, slug: str) -> HttpResponse:
    """A button: nothing is accepted by opening an address."""
    said = _("The seat is yours. A mail confirms it.")
    return _answer(request, slug, offering.accept_offer, said)


@everyone
@known_first
@never_cache
@require_POST
def registration_decline(request: ReaderRequest, slug: str) -> HttpResponse:
    return _answer(request, slug, offering.decline, _("You said no. Thank you for telling us."))


def _answer(
    request: ReaderRequest, slug: str, act: Callable[..., Claim], said: str
) -> HttpResponse:
    registration = open_living(request.reader, slug)
    wanted = digits.number(request.POST.get("claim", ""))
    claim = registration and registration.claims.living().filter(pk=wanted).first()
    if registration is None or claim is None:
        messages.warning(request, str(NO_OFFER))
        return redirect("register", slug)
    try:
        act(claim=claim, by=actor(request.reader, registration), actor=Actor.PERSON)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return _onward(request, registration)


def _onward(request: ReaderRequest, registration: Registration) -> HttpResponse:
    """To the registration; for a guest whose registration is over to what its link says of that."""
    is_over = not Registration.objects.living().filter(pk=registration.pk).exists()
    if is_over and not request.reader.is_signed_in:
        return redirect(link_to(registration))
    return redirect("register", registration.meeting.slug)


# Changing it --------------------------------------------------------------------------------------


@everyone
@known_first
@never_cache
@form_methods
def registration_change(request: ReaderRequest, slug: str) -> HttpResponse:
    """The wish, the answers, the consents and who gets copies. After the time for answers the consents and copies alone,
    and what was told with consent may be taken back.
    """
    registration = open_living(request.reader, slug)
    if registration is None or registration.state == ClaimState.INVITED:
        return redirect("register", slug)
    meeting = registration.meeting
    told = Told(registration, seats_counted(meeting))
    may_answer = may_change_answers(meeting, told.seats.settings)
    given = {one.question_id: one for one in registration.answers.select_related("question")}
    questions = questions_for(meeting, told) if may_answer else _to_take_back(given, meeting)
    form = _change_form(request, told, questions, given, may_answer=may_answer)
    by = actor(request.reader, registration)
    if form.is_bound:
        if not ratelimit.consume(
            request, app="portal", action="register", config=RATES, key=str(by.pk)
        ):
            return render(request, "429.html", status=429)
        if form.is_valid() and attempt(form, _change, sent=form, told=told, by=by):
            messages.success(request, _("Your registration is changed."))
            return redirect("register", slug)
    context = {
        "meeting": meeting,
        "registration": registration,
        "form": form,
        "may_answer": may_answer,
        "is_stale": form.has_error(NON_FIELD_ERRORS, "changed"),
        "meanwhile": _meanwhile(form, registration, given.values()),
        "security_readers": list(told.seats.settings.security_readers.all())
        if form.security
        else [],
    }
    form.say_seats(told.seats)
    return render(request, "visits/registration/change.html", context)


def _to_take_back(given: dict[int, Answer], meeting: Meeting) -> list[Question]:
    """What was answered with consent, which is as easily taken back, and at any time."""
    asked = [one.question for one in given.values() if one.question.is_sensitive]
    for question in asked:
        question.meeting = meeting
    return asked


def _change_form(
    request: ReaderRequest,
    told: Told,
    questions: list[Question],
    given: dict[int, Answer],
    *,
    may_answer: bool,
) -> RegistrationForm:
    registration, meeting = told.registration, told.registration.meeting
    answers = dict(given)
    if registration.answered_at is None and request.method != "POST":
        answers = last_time(request.reader, registration.person, questions) | answers
    form = RegistrationForm(
        request.POST if request.method == "POST" else None,
        meeting=meeting,
        options=told.seats.options,
        questions=questions,
        answers=answers,
        agreed=set(registration.agreed_to),  # type: ignore[attr-defined]
        wished=wish_of(meeting, told.claims_here),
        initial={
            "role": registration.role,
            "unlisted": registration.objected_at is not None,
            "copy_to": registration.copy_to,
            "version": registration.version,
        },
    )
    if not may_answer:
        for name in ("attend", "options"):
            form.fields.pop(name, None)
    return form


def _change(*, sent: RegistrationForm, told: Told, by: Person) -> Registration:
    wishes = {"attend", "options"} & set(sent.fields)
    wish = sent.wish if wishes and sent.wish != sent.wished else None
    return change(
        registration=told.registration,
        wish=wish,
        said=sent.said,
        by=by,
        version=sent.cleaned_data["version"],
    )


def _meanwhile(
    form: forms.Form, registration: Registration, given: Iterable[Answer]
) -> list[Answer]:
    """What stands now, where somebody else changed the registration while this form was filled in: sent again, it goes."""
    if not form.has_error(NON_FIELD_ERRORS, "changed"):
        return []
    put_anew(form, version=registration.version)
    found = list(given)
    for one in found:
        one.question.meeting = registration.meeting
        one.words = answer_words.said(one)  # type: ignore[attr-defined]
    return found


# Somebody else instead, or nobody -----------------------------------------------------------------


@everyone
@known_first
@never_cache
@form_methods
def registration_substitute(request: ReaderRequest, slug: str) -> HttpResponse:
    """A colleague whom the city knows takes the seat, or the place in line."""
    registration = open_living(request.reader, slug)
    if registration is None or registration.state == ClaimState.INVITED:
        return redirect("register", slug)
    data = request.POST if request.method == "POST" else None
    initial = {"role": registration.role, "version": registration.version}
    form = SubstituteForm(data, colleagues=_colleagues(registration), initial=initial)
    by = actor(request.reader, registration)
    if form.is_valid() and attempt(form, _substitute, sent=form, registration=registration, by=by):
        said = _("%(name)s comes instead of you, and was written to.")
        messages.success(request, said % {"name": form.person.name})
        return _onward(request, registration)
    context = {
        "meeting": registration.meeting,
        "registration": registration,
        "form": form,
        "too_late": TOO_LATE if has_begun(registration.meeting) else "",
    }
    return render(request, "visits/registration/substitute.html", context)


def _substitute(*, sent: SubstituteForm, registration: Registration, by: Person) -> Registration:
    given = sent.cleaned_data
    return leaving.substitute(
        registration=registration,
        person=sent.person,
        by=by,
        actor=Actor.PERSON,
        role=given["role"],
        version=given["version"],
    )


def _colleagues(registration: Registration) -> list[Person]:
    """Who represents the city today and is not registered; nobody for a guest, for who comes for no city, and for whose
    post there has ended: that one reads no colleagues' names any more, and the city decides.
    """
    city, person = registration.city, registration.person
    if city is None or registration.is_guest or not speaks_for(person, city):
        return []
    busy = registration.meeting.registrations.living().values("person")
    posts = city.posts.current().exclude(person__in=busy)
    return list(Person.objects.filter(posts__in=posts, is_active=True).distinct())


@everyone
@known_first
@never_cache
@form_methods
def registration_leave(request: ReaderRequest, slug: str) -> HttpResponse:
    """Says first what is lost."""
    registration = open_living(request.reader, slug)
    if registration is None:
        return redirect("register", slug)
    if request.method == "POST":
        by = actor(request.reader, registration)
        try:
            leaving.cancel(registration=registration, by=by, actor=Actor.PERSON)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Your registration is cancelled. A mail confirms it."))
        return _onward(request, registration)
    told = Told(registration, seats_seen(registration.meeting))
    context = {
        "meeting": registration.meeting,
        "registration": registration,
        "told": told,
        "is_late": frees_seat_late(registration, registration.meeting),
        "over": why_not_left(registration.meeting),
        "may_substitute": told.may_send_colleague and bool(_colleagues(registration)),
    }
    return render(request, "visits/registration/leave.html", context)
