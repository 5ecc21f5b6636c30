"""How every page about one's own registration opens it: as the person who is signed in, or by a signed link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from members.arrival import GUEST
from members.reading import LoginFirst, open_or_refuse
from visits.models import ClaimState, Meeting, Question, Registration, RegistrationConsent
from visits.registration.addresses import link_to
from visits.registration.told import Told
from visits.views.opening import OPENED_WITH

if TYPE_CHECKING:
    from members.models import Person
    from members.reader import Reader

View = TypeVar("View", bound=Callable[..., Any])

# A reader asks this often at most, whoever shares the connection: each time mails leave, also to an address that the
# reader names.
RATES = {"register": "100/d/key"}
# What the person of a registration agrees to, and has not taken back.
STANDING = (
    RegistrationConsent.objects.filter(registration=OuterRef("pk"), withdrawn_at__isnull=True)
    .order_by("pk")
    .values("kind")
)


def open_for_own(reader: Reader, slug: str) -> tuple[Meeting, list[Registration]]:
    """The meeting, and the reader's registrations for it, the latest first; only that can be living. On each is noted what
    it agrees to, ``agreed_to``.

    Whoever is registered comes to the own registration also where the meeting's page is for others.
    """
    try:
        meeting = open_or_refuse(Meeting.objects.select_related(*OPENED_WITH), reader, slug=slug)
    except PermissionDenied:
        meetings = Meeting.objects.published().select_related(*OPENED_WITH)
        found = meetings.filter(slug=slug, pk__in=_own(reader).values("meeting")).first()
        if found is None:
            raise
        meeting = found
    mine = _own(reader).filter(meeting=meeting)
    mine = mine.select_related("person", "city", "registered_by")
    mine = mine.annotate(agreed_to=ArraySubquery(STANDING))
    registrations = list(mine.order_by("-pk")) if reader.is_known else []
    for one in registrations:
        one.meeting = meeting
    return meeting, registrations


def known_first(view: View) -> View:
    """Strangers log in before they are told anything else, whatever they send."""

    @wraps(view)
    def asking(request: HttpRequest, slug: str) -> HttpResponseBase:
        if not request.reader.is_known:  # type: ignore[attr-defined]
            raise LoginFirst
        response: HttpResponseBase = view(request, slug)
        return response

    return or_how_it_ended(cast("View", asking))


def or_how_it_ended(view: View) -> View:
    """A guest whose registration has ended meanwhile has no login to be led to, but is told how it ended."""

    @wraps(view)
    def asking(request: HttpRequest, slug: str) -> HttpResponseBase:
        try:
            response: HttpResponseBase = view(request, slug)
        except LoginFirst:
            ended = _ended(request, slug)
            if ended is None:
                raise
            return redirect(link_to(ended))
        return response

    return cast("View", asking)


def _ended(request: HttpRequest, slug: str) -> Registration | None:
    """Of the link that the session remembers, where that is of this meeting."""
    match request.session.get(GUEST):
        case [int(pk), int(link_number)]:
            rows = Registration.objects.of_link(pk, link_number).filter(meeting__slug=slug)
            return rows.select_related("meeting", "person").exclude(ended_at=None).first()
    return None


def open_living(reader: Reader, slug: str) -> Registration | None:
    """The one that has not ended, for the pages that change it; strangers log in first."""
    _meeting, mine = open_for_own(reader, slug)
    if not reader.is_known:
        raise LoginFirst
    return next((one for one in mine if one.is_living), None)


def _own(reader: Reader) -> Any:
    """The registrations of who reads: of a guest, the one of the link."""
    if reader.person is not None:
        return Registration.objects.filter(person=reader.person)
    scope = reader.scope
    if scope is None or scope.registration_id is None:
        return Registration.objects.none()
    return Registration.objects.filter(pk=scope.registration_id)


def actor(reader: Reader, registration: Registration) -> Person:
    """Who acts: who is signed in, and by a link the person whom it was sent to."""
    return reader.person or registration.person


def questions_for(meeting: Meeting, told: Told | None = None) -> list[Question]:
    """What is asked now: follow-ups only of who has a seat."""
    has_seat = told is not None and told.registration.state == ClaimState.CONFIRMED
    every = meeting.questions.all()
    asked = list(every if has_seat else every.filter(is_followup=False))
    for question in asked:
        question.meeting = meeting
    return asked
