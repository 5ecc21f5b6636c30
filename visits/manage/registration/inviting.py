"""Inviting people to a meeting, and reminding those who have not answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from members.manage.pages import form_methods
from members.requests import ReaderRequest
from portal.lib import digits
from portal.lib.policies import preparers
from visits.actions.registration.inviting import invite_all
from visits.actions.registration.several import remind
from visits.forms.registrations.inviting import InvitingForm
from visits.manage.opening import open_prepared
from visits.manage.registration.adding import people_found
from visits.manage.registration.standing import acting
from visits.manage.registration.table import DONE, say
from visits.models import ClaimState, Meeting, Registration
from visits.registration.seen import seats_counted
from visits.registration.standing import actors_in
from visits.registration.states import Actor

MOST_FOUND: Final = 20


@preparers
@form_methods
def invite_to_registration(request: ReaderRequest, slug: str) -> HttpResponse:
    """One form: looking for people keeps who was ticked, and what was typed."""
    meeting = open_prepared(request.reader, slug)
    actors = actors_in(request.reader, meeting)
    if not actors:
        raise PermissionDenied
    do = request.POST.get("do", "") if request.method == "POST" else None
    if do == "remind":
        _remind(request, meeting)
        return _back(meeting)
    words = request.POST.get("q", "").strip()
    form = InvitingForm(
        request.POST if do is not None else None,
        seats=seats_counted(meeting),
        offered=_offered(request, words),
    )
    if do not in {None, "look"} and form.is_valid() and _invite(request, form, actors):
        return _back(meeting)
    context = {
        "meeting": meeting,
        "tab": "registration",
        "section": "table",
        "form": form,
        "is_looking": do == "look",
        "words": words,
        "invited": list(_invited(meeting)),
    }
    return render(request, "visits/manage/registration/invite.html", context)


def _offered(request: ReaderRequest, words: str) -> list[int]:
    """Who was ticked, and who is found by the words."""
    ticked = [digits.number(key) for key in request.POST.getlist("people")]
    found = people_found(request.reader, words).prefetch_related(None)
    return [*ticked, *found.values_list("pk", flat=True)[:MOST_FOUND]]


def _invite(request: ReaderRequest, form: InvitingForm, actors: frozenset[Actor]) -> bool:
    try:
        outcome = invite_all(
            meeting=form.meeting,
            invitees=form.invitees,
            until_at=_end_of(form.cleaned_data["until_on"], form.meeting),
            by=request.reader.person,
            actor=acting(actors, "invite"),
            kept=form.cleaned_data.get("kept", ""),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    say(request, outcome, DONE["invite"])
    return True


def _end_of(day: date | None, meeting: Meeting) -> datetime | None:
    """The end of that day, where the meeting is."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=meeting.zone)


def _remind(request: ReaderRequest, meeting: Meeting) -> None:
    """All who were invited and have not answered, but those who were reminded within the day."""
    chosen: dict[int, int] = {row.pk: row.version for row in _invited(meeting)}
    outcome = remind(meeting=meeting, chosen=chosen, by=request.reader.person)
    say(request, outcome, DONE["remind"])


def _invited(meeting: Meeting) -> Any:
    rows = Registration.objects.living().filter(meeting=meeting, state=ClaimState.INVITED)
    return (
        rows.select_related("person", "city")
        .prefetch_related("claims")
        .order_by("person__name_key")
    )


def _back(meeting: Meeting) -> HttpResponse:
    return HttpResponseRedirect(reverse("manage_registration_invite", args=[meeting.slug]))
