"""Registering for a meeting, and one's own registration."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.arrival import let_guest_in
from members.reading import LoginFirst
from members.requests import ReaderRequest
from portal.lib import links
from portal.lib.policies import everyone
from visits.models import Registration
from visits.registration.addresses import PURPOSE
from visits.registration.standing import is_own
from visits.registration.window import settings_of, why_closed
from visits.views.opening import open_meeting


@everyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: ReaderRequest, slug: str) -> HttpResponse:
    """What the reader asked for, and how it stands; whether one can register."""
    meeting = open_meeting(request.reader, slug)
    settings = settings_of(meeting)
    found = Registration.objects.living().filter(meeting=meeting).select_related("meeting")
    registration = next((one for one in found if is_own(request.reader, one)), None)
    if settings.is_here and registration is None:
        if not request.reader.is_known:
            raise LoginFirst
        if not request.reader.is_member:
            raise PermissionDenied
    context = {
        "meeting": meeting,
        "registration": registration,
        "closed": why_closed(meeting, settings),
    }
    return render(request, "visits/registration/register.html", context)


@everyone
@never_cache
@require_safe
def registration_link(request: ReaderRequest, slug: str, link: str) -> HttpResponse:
    """Lets in who has no account, to the one registration; from then on the session knows it, and no address tells it.

    Whoever can log in is led to do so. Opening a link changes nothing: mail programs open links too.
    """
    found = _linked(slug, link)
    if found is None:
        return _closed(request, "broken", HTTPStatus.NOT_FOUND)
    by = request.reader.person
    if by is not None and by.pk != found.person_id:
        return _closed(request, "somebody else's", HTTPStatus.FORBIDDEN)
    if by is None and _opens(found):
        let_guest_in(request, found.pk, found.link_number)
    return redirect("register", found.meeting.slug)


def _linked(slug: str, link: str) -> Registration | None:
    """The living registration that the link is for, if it was made for this one, and last."""
    try:
        pk, link_number = links.numbers_of(PURPOSE, link)
    except (links.BrokenLinkError, ValueError):
        return None
    wanted = {"pk": pk, "link_number": link_number, "meeting__slug": slug}
    return Registration.objects.living().select_related("meeting").filter(**wanted).first()


def _opens(found: Registration) -> bool:
    return Registration.objects.opened_by_link(found.pk, found.link_number).exists()


def _closed(request: ReaderRequest, why: str, status: HTTPStatus) -> HttpResponse:
    """Says nothing of the registration, nor of the meeting."""
    return render(request, "visits/registration/closed.html", {"why": why}, status=status)
