"""The signed link of a registration: it lets in who has no account, and tells how it ended once it has."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.arrival import let_guest_in
from members.requests import ReaderRequest
from portal.lib import links
from portal.lib.policies import everyone
from visits.models import Registration
from visits.registration.addresses import PURPOSE, comes_by_link, contact_of
from visits.registration.told import ending


@everyone
@never_cache
@require_safe
def registration_link(request: ReaderRequest, slug: str, link: str) -> HttpResponse:
    """Lets in to the one registration; from then on the session knows it, and no address tells it.

    Whoever can log in is led to do so. Opening a link changes nothing: mail programs open links too.
    """
    found = _linked(slug, link)
    if found is None:
        return _refuse(request, "broken", HTTPStatus.NOT_FOUND)
    by = request.reader.person
    if by is not None and by.pk != found.person_id:
        return _refuse(request, "somebody else's", HTTPStatus.FORBIDDEN)
    if by is None and comes_by_link(found):
        if not found.is_living:
            return _ended(request, found)
        let_guest_in(request, found.pk, found.link_number)
    return redirect("register", found.meeting.slug)


def _linked(slug: str, link: str) -> Registration | None:
    """The registration that the link is for, if it was made for this one, and last; none of an erased person."""
    try:
        pk, link_number = links.numbers_of(PURPOSE, link)
    except (links.BrokenLinkError, ValueError):
        return None
    wanted = {"pk": pk, "link_number": link_number, "meeting__slug": slug}
    rows = Registration.objects.filter(**wanted, person__erased_at__isnull=True)
    return rows.select_related("meeting__staff_contact", "meeting__lead_group", "person").first()


def _ended(request: ReaderRequest, found: Registration) -> HttpResponse:
    """How it ended, why, and whom to ask; of the meeting no more than its title, which the mails had."""
    context = {
        "meeting": found.meeting,
        "registration": found,
        "ending": ending(found),
        "contact": contact_of(found.meeting),
    }
    return render(request, "visits/registration/ended.html", context)


def _refuse(request: ReaderRequest, why: str, status: HTTPStatus) -> HttpResponse:
    """Says nothing of the registration, nor of the meeting."""
    return render(request, "visits/registration/closed.html", {"why": why}, status=status)
