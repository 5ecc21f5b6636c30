"""Where one is signed in, and signing out there."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from members.actions.sessions import end_session, end_sessions
from members.browsers import sessions_of
from members.requests import ReaderRequest
from portal.lib.policies import signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: ReaderRequest) -> HttpResponse:
    """The list; sending its form signs out everywhere else."""
    if request.method == "POST":
        ended = end_sessions(person=request.user, by=request.user, but=request.session.session_key)
        messages.success(request, _said(ended))
        return redirect("usersessions_list")
    found = sessions_of(request)
    return render(
        request,
        "usersessions/usersession_list.html",
        {"sessions": found, "has_others": any(not one.is_this for one in found)},
    )


@signed_in
@require_POST
def sign_out_of(request: ReaderRequest, number: int) -> HttpResponse:
    """Sign out of one browser; of this one by logging out, which asks first."""
    session = get_object_or_404(UserSession, pk=number, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    end_session(session=session, by=request.user)
    messages.success(request, _said(1))
    return redirect("usersessions_list")


def _said(ended: int) -> str:
    if not ended:
        return gettext("You are signed in nowhere else.")
    return ngettext(
        "You are signed out of one other browser.",
        "You are signed out of %(count)d other browsers.",
        ended,
    ) % {"count": ended}
