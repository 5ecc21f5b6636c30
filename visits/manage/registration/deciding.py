"""What is decided about one registration: each verb with its form, its action and what is said when it was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from allauth.core.internal import ratelimit
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from members.models import Person
from members.requests import ReaderRequest
from portal.lib.formfields import say
from visits.actions.registration.approving import approve, refuse
from visits.actions.registration.changing import change_wish, write_note
from visits.actions.registration.keeping import keep_seat_for
from visits.actions.registration.leaving import withdraw
from visits.actions.registration.offering import give_seat, offer_seat
from visits.actions.registration.sending import send_anew
from visits.actions.registration.several import remind
from visits.forms.registration.wish import wish_of
from visits.forms.registrations.deciding import (
    ClaimForm,
    MoveForm,
    NoteForm,
    ReasonForm,
)
from visits.forms.registrations.keeping import KeepingForm
from visits.manage.registration.standing import acting, as_whom, version_in
from visits.models import Claim, ClaimState, Registration
from visits.models.claim_states import ASKING, RUNS_OUT
from visits.registration.roll import Line
from visits.registration.states import CHANGED_MEANWHILE, TRANSITIONS, Actor
from visits.registration.substitution import may_be_substituted
from visits.registration.window import is_to_come, why_not_left

# Also of organisers, who decide nothing.
OF_ALL: Final = {"note", "send"}
# For one registration, whoever asks for it.
RATES: Final = {"send": "5/d/key"}


@dataclass(frozen=True)
class Case:
    """One registration as this request finds it; ``actors`` is as whom the reader decides, nobody for organisers."""

    request: ReaderRequest
    line: Line
    actors: frozenset[Actor]

    @property
    def registration(self) -> Registration:
        return self.line.registration

    @property
    def by(self) -> Person | None:
        return self.request.reader.person

    @property
    def may_substitute(self) -> bool:
        row = self.registration
        return self.may("substitute") and may_be_substituted(row, row.meeting)

    @property
    def version(self) -> int:
        """Of the row, when the form was made."""
        return version_in(self.request.POST)

    def may(self, verb: str) -> bool:
        """Whether the verb is this reader's, and leads on from where the registration stands."""
        fits = self.registration.state in TRANSITIONS[verb].before
        return fits and as_whom(self.actors, verb) is not None

    def given(self, verb: str) -> dict[str, Any]:
        """What every action is given."""
        return {
            "registration": self.registration,
            "by": self.by,
            "actor": acting(self.actors, verb),
            "version": self.version,
        }


# The forms ----------------------------------------------------------------------------------------


def forms_for(case: Case) -> dict[str, forms.Form]:
    """Those of what this reader may do now, by verb; the one that was sent holds what was typed."""
    row = case.registration
    makes: dict[str, Callable[[Any], forms.Form]] = {
        "approve": forms.Form,
        "refuse": lambda sent: ReasonForm(sent, auto_id="refuse-%s"),
        "withdraw": lambda sent: ReasonForm(sent, auto_id="withdraw-%s"),
        "offer": ClaimForm,
        "give_seat": ClaimForm,
        "move": lambda sent: _move_form(case, sent),
        "keep": lambda sent: KeepingForm(
            sent, seats=case.line.seats, now=row.allotment, auto_id="keep-%s"
        ),
        "remind": forms.Form,
        "send": forms.Form,
        "note": lambda sent: NoteForm(sent, initial={"note": row.note}),
    }
    sent = case.request.POST.get("do") if case.request.method == "POST" else None
    offered = _offered(case)
    if sent is not None and sent not in offered:
        offered = {*offered, sent} & set(makes)
    return {
        verb: make(case.request.POST if verb == sent else None)
        for verb, make in makes.items()
        if verb in offered
    }


def _offered(case: Case) -> set[str]:
    row, may = case.registration, case.may
    may_be_seated = any(one.state in TRANSITIONS["give_seat"].before for one in case.line.claims)
    tests = {
        "approve": case.line.is_asked and may("approve"),
        "refuse": case.line.is_asked and may("refuse"),
        "withdraw": may("withdraw") and not why_not_left(row.meeting),
        "offer": bool(_waiting(case)) and as_whom(case.actors, "offer"),
        "give_seat": may_be_seated and as_whom(case.actors, "give_seat"),
        "move": row.state in ASKING and Actor.STAFF in case.actors and _has_choice(case),
        "keep": bool(case.actors and row.is_living and case.line.seats.allotments),
        "remind": bool(case.actors and row.person.email) and _is_asked_something(case),
        "send": bool(row.is_living and row.person.email) and is_to_come(row.meeting),
        "note": True,
    }
    return {verb for verb, test in tests.items() if test}


def _is_asked_something(case: Case) -> bool:
    return case.registration.state in RUNS_OUT or case.line.is_unanswered


def _waiting(case: Case) -> list[Claim]:
    return [one for one in case.line.claims if one.state == ClaimState.WAITING]


def _has_choice(case: Case) -> bool:
    return case.registration.meeting.mode == "hybrid" or bool(case.line.seats.options)


def _move_form(case: Case, sent: Any) -> MoveForm:
    asked = [one for one in case.line.claims if one.state in ASKING]
    now = wish_of(case.registration.meeting, asked)
    return MoveForm(sent, seats=case.line.seats, now=now, auto_id="move-%s")


# Doing --------------------------------------------------------------------------------------------


def decide(case: Case, offered: dict[str, forms.Form]) -> bool:
    """Do what was sent. What is refused is said at its form, which keeps what was typed."""
    verb = case.request.POST.get("do", "")
    if verb not in DOING or (verb not in OF_ALL and not case.actors):
        raise PermissionDenied
    form = offered[verb]
    if not form.is_valid():
        return False
    try:
        DOING[verb](case, form)
    except ValidationError as error:
        say(form, error)
        return False
    messages.success(case.request, DONE[verb] % {"name": case.registration.person})
    return True


def _claimed(case: Case, form: forms.Form, verb: str) -> dict[str, Any]:
    wanted = form.cleaned_data["claim"]
    claim = next((one for one in case.line.claims if one.pk == wanted), None)
    if claim is None:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    actor = acting(case.actors, verb)
    return {"claim": claim, "by": case.by, "actor": actor, "version": case.version}


def _remind(case: Case) -> None:
    row = case.registration
    outcome = remind(meeting=row.meeting, chosen={row.pk: case.version}, by=case.by)
    for left in outcome.left:
        raise ValidationError(left.why)


def _send(case: Case) -> None:
    row = case.registration
    key = str(row.pk)
    if not ratelimit.consume(case.request, app="portal", action="send", config=RATES, key=key):
        raise ValidationError(_("This mail was sent several times today. Send it again tomorrow."))
    send_anew(registration=row, by=case.by, version=case.version)


DOING: Final[dict[str, Callable[[Case, Any], object]]] = {
    "approve": lambda case, _form: approve(**case.given("approve")),
    "refuse": lambda case, form: refuse(**case.given("refuse"), **form.cleaned_data),
    "withdraw": lambda case, form: withdraw(**case.given("withdraw"), **form.cleaned_data),
    "offer": lambda case, form: offer_seat(**_claimed(case, form, "offer")),
    "give_seat": lambda case, form: give_seat(**_claimed(case, form, "give_seat")),
    "move": lambda case, form: change_wish(**case.given("let_go"), wish=form.wish),
    "keep": lambda case, form: keep_seat_for(**case.given("register"), **form.cleaned_data),
    "remind": lambda case, _form: _remind(case),
    "send": lambda case, _form: _send(case),
    "note": lambda case, form: write_note(
        registration=case.registration, by=case.by, version=case.version, **form.cleaned_data
    ),
}
DONE: Final = {
    "approve": _("The request of %(name)s is approved."),
    "refuse": _("The request of %(name)s is refused. The reason was sent."),
    "withdraw": _("The registration of %(name)s is withdrawn. The reason was sent."),
    "offer": _("A seat is offered to %(name)s."),
    "give_seat": _("%(name)s has the seat now."),
    "move": _("What %(name)s asks for is changed."),
    "keep": _("Whom the seat of %(name)s is kept for is changed."),
    "remind": _("%(name)s was reminded."),
    "send": _("The mail to %(name)s is sent again."),
    "note": _("The note is kept."),
}
