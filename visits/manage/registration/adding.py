"""Adding somebody to a meeting by hand."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from members.manage.pages import form_methods, posted
from members.models import Person
from members.reader import Reader
from members.requests import ReaderRequest
from portal.lib import digits
from portal.lib.formfields import attempt
from portal.lib.policies import preparers
from visits.actions.registration.guests import add_by_hand
from visits.forms.registrations.adding import AddingForm
from visits.manage.opening import open_prepared
from visits.manage.registration.standing import acting
from visits.models import ClaimState, Registration
from visits.registration.seen import seats_seen
from visits.registration.standing import actors_in

MOST_FOUND: Final = 12


@preparers
@form_methods
def add_registration(request: ReaderRequest, slug: str) -> HttpResponse:
    """First looked for, then named: who is known is not typed again."""
    meeting = open_prepared(request.reader, slug)
    actors = actors_in(request.reader, meeting)
    if not actors:
        raise PermissionDenied
    person = _person(request)
    seats = seats_seen(meeting, shown=False)
    form = AddingForm(posted(request), seats=seats, person=person)
    if form.is_valid() and (
        done := attempt(
            form,
            add_by_hand,
            meeting=meeting,
            by=request.reader.person,
            actor=acting(actors, "register"),
            **form.given,
        )
    ):
        messages.success(request, _said(done.value))
        return HttpResponseRedirect(reverse("manage_registration_add", args=[meeting.slug]))
    words = request.GET.get("q", "").strip()
    context = {
        "meeting": meeting,
        "tab": "registration",
        "section": "table",
        "form": form,
        "person": person,
        "words": words,
        "found": list(people_found(request.reader, words)[:MOST_FOUND]),
        "seats": seats,
    }
    return render(request, "visits/manage/registration/add.html", context)


def people_found(reader: Reader, words: str) -> QuerySet[Person]:
    """By name; the secretariat looks also by address. Nobody without any words, nor by what no column can hold."""
    if not words or "\0" in words:
        return Person.objects.none()
    people = Person.objects
    return people.looked_for(words) if reader.is_staff else people.named(words)


def _person(request: ReaderRequest) -> Person | None:
    """The one that was chosen among those found."""
    if not (key := digits.number(request.GET.get("person", ""))):
        return None
    return Person.objects.filter(erased_at__isnull=True, pk=key).first()


def _said(registration: Registration) -> str:
    said = {"name": registration.person, "state": registration.get_state_display()}
    if registration.state == ClaimState.CONFIRMED:
        return _("%(name)s is registered, with a seat.") % said
    return _("%(name)s is registered: %(state)s.") % said
