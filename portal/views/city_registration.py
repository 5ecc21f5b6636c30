"""What a coordinator does about one registration of the city: approve, refuse, let a colleague come, withdraw."""

from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.models import Person
from members.requests import ReaderRequest
from portal.city_delegation import address_of, known_in, open_line
from portal.lib import digits
from portal.lib.formfields import attempt
from portal.lib.policies import coordinators
from visits.actions.registration.approving import approve, refuse
from visits.actions.registration.colleagues import substitute_colleague
from visits.actions.registration.leaving import withdraw
from visits.forms.colleagues import ColleagueForm, ReasonForm
from visits.registration.delegation import Delegation, Line, delegation_of
from visits.registration.states import CHANGED_MEANWHILE, Actor


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@coordinators
def my_city_registration(request: ReaderRequest, slug: str, registration_id: int) -> HttpResponse:
    """One registration, as the city sees it, with what can be done about it."""
    delegation, line = open_line(request.reader, slug, registration_id)
    if line is None:
        messages.warning(request, str(CHANGED_MEANWHILE))
        return redirect(address_of(delegation))
    forms = _forms(request, delegation)
    act = request.POST.get("act", "")
    # Who comes instead may be somebody new, who is invited: as often as colleagues are registered, and no more.
    if act == "substitute" and not ratelimit.consume(request, action="invite"):
        return render(request, "429.html", status=429)
    if act in forms and (words := _done(request, act, forms[act], line)):
        messages.success(request, words)
        return redirect(address_of(delegation))
    context = {
        "delegation": delegation,
        "meeting": delegation.meeting,
        "line": line,
        "registration": line.registration,
        "act": act,
        "forms": forms,
    }
    return render(request, "portal/city_registrations/registration.html", context)


def _forms(request: ReaderRequest, delegation: Delegation) -> dict[str, Any]:
    """A form for each thing that can be done; the one that was sent holds what was typed."""
    act = request.POST.get("act", "")
    sent = {name: request.POST if name == act else None for name in FORMS}
    known = known_in(delegation)
    return {
        name: make(sent[name], prefix=name, **({"known": known} if name == "substitute" else {}))
        for name, make in FORMS.items()
    }


def _done(request: ReaderRequest, act: str, form: Any, line: Line) -> str:
    """Does it, and says what came of it; nothing where the form has something to say."""
    if not form.is_valid():
        return ""
    given = {
        "registration": line.registration,
        "by": request.user,
        "actor": Actor.CITY,
        "version": digits.number(request.POST.get("version", ""), otherwise=-1),
    }
    done = attempt(form, ACTS[act], **given, **_typed(act, form))
    if done is None:
        return ""
    return WORDS[act](line, done.value)


def _typed(act: str, form: Any) -> dict[str, Any]:
    match act:
        case "refuse" | "withdraw":
            return {"reason": form.cleaned_data["reason"]}
        case "substitute":
            return {"colleague": form.named}
    return {}


def _stands(line: Line, now: Any) -> str:
    """How a registration stands after the act, whose claims the line knew from before."""
    found = delegation_of(line.seats.meeting, now.city).line_of(now)
    return found.words if found else str(now.get_state_display())


def _approved(line: Line, now: Any) -> str:
    said = {"name": line.registration.person.name, "state": _stands(line, now)}
    return _("%(name)s is approved. %(state)s.") % said


def _refused(line: Line, _now: Any) -> str:
    person = line.registration.person
    return _("%(name)s does not come.") % {"name": person.name} + told(person)


def _substituted(line: Line, now: Any) -> str:
    said = {
        "name": now.person.name,
        "first": line.registration.person.name,
        "state": _stands(line, now),
    }
    words = _("%(name)s comes instead of %(first)s. %(state)s.") % said
    return words + told(now.person, line.registration.person)


def _withdrawn(line: Line, _now: Any) -> str:
    person = line.registration.person
    return _("The registration of %(name)s is withdrawn.") % {"name": person.name} + told(person)


def told(*people: Person) -> str:
    """Whom a mail tells of it, and whom it cannot: those of whom no address is known."""
    written = [one.name for one in people if one.email]
    others = [one.name for one in people if not one.email]
    said = ""
    if written:
        said += " " + _("A mail about it goes to %(names)s.") % {"names": ", ".join(written)}
    if others:
        said += " " + _(
            "No e-mail address is known here of %(names)s: please tell them yourself."
        ) % {"names": ", ".join(others)}
    return said


FORMS: dict[str, Callable[..., Any]] = {
    "approve": django_forms.Form,
    "refuse": ReasonForm,
    "substitute": ColleagueForm,
    "withdraw": ReasonForm,
}
ACTS: dict[str, Callable[..., Any]] = {
    "approve": approve,
    "refuse": refuse,
    "substitute": substitute_colleague,
    "withdraw": withdraw,
}
WORDS: dict[str, Callable[[Line, Any], str]] = {
    "approve": _approved,
    "refuse": _refused,
    "substitute": _substituted,
    "withdraw": _withdrawn,
}
