"""The page behind an invitation's link: what it offers, or why it lets nobody in, and the button that accepts."""

from http import HTTPStatus

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from members.actions import invitations as acts
from members.actions.acceptance import ClosedError, accept
from members.forms.invitations import AcceptForm
from members.models import Group, Invitation, Person
from members.opening import Closed, why_closed
from members.requests import ReaderRequest
from members.sign_in import sign_in_after_invitation
from portal.lib import links
from portal.lib.policies import everyone


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: ReaderRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing but that it was opened: mail programs open links too."""
    try:
        number, sends = links.numbers_of(acts.PURPOSE, token)
    except (links.BrokenLinkError, ValueError):
        return _broken(request)
    groups = Prefetch("groups", Group.objects.open(), "open_groups")
    rows = Invitation.objects.select_related("city", "invited_by", "person")
    found = rows.prefetch_related(groups).filter(pk=number).first()
    if found is None:
        return _broken(request)
    person = found.person or Person.objects.filter(email=found.email).first()
    by = request.reader.person
    if why := why_closed(found, sends, person, by):
        return _closed(request, found, why)
    if request.method == "POST":
        return _accept(request, found, sends, person)
    if request.method == "GET" and found.opened_at is None:
        acts.note_opened(invitation=found)
    form = None if by else AcceptForm(None, invitation=found, name=_name(found, person))
    return _page(request, found, form)


def _accept(
    request: ReaderRequest, found: Invitation, sends: int, person: Person | None
) -> HttpResponse:
    by = request.reader.person
    given: dict[str, str] = {}
    if by is None:
        form = AcceptForm(request.POST, invitation=found, name=_name(found, person))
        if not form.is_valid():
            return _page(request, found, form)
        given = form.cleaned_data
    try:
        accepted = accept(invitation=found, sends=sends, by=by, **given)
    except ClosedError as error:
        return _closed(request, found, error.why)
    return sign_in_after_invitation(request, accepted, to="/" if by or given["password"] else "")


def _name(found: Invitation, person: Person | None) -> str:
    return person.name if person else found.name


def _page(request: ReaderRequest, found: Invitation, form: AcceptForm | None) -> HttpResponse:
    context = {"invitation": found, "groups": getattr(found, "open_groups", []), "form": form}
    return render(request, "members/invitation/accept.html", context)


def _closed(request: ReaderRequest, found: Invitation, why: Closed) -> HttpResponse:
    context = {"invitation": found, "why": why.value}
    return render(request, "members/invitation/closed.html", context, status=why.status)


def _broken(request: ReaderRequest) -> HttpResponse:
    context = {"why": "broken"}
    status = HTTPStatus.NOT_FOUND
    return render(request, "members/invitation/closed.html", context, status=status)
