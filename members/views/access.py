"""Asking for access without an invitation: the form, the address confirmed, and what became of it."""

from http import HTTPStatus

from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members.actions import access as acts
from members.forms.access import AskForm, RequestForm
from members.models import AccessRequest
from members.requests import ReaderRequest
from portal.lib import links
from portal.lib.policies import everyone


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def ask_access(request: ReaderRequest) -> HttpResponse:
    """Whoever asks, with an account or without, gets the same answer: the rest is said by mail."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        if not ratelimit.consume(request, action="ask_access", key=given["email"]):
            return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        acts.ask(by=request.reader.person, **given)
        return redirect("ask_access_done")
    return render(request, "members/access/ask.html", {"form": form})


@everyone
@require_safe
def ask_access_done(request: ReaderRequest) -> HttpResponse:
    return render(request, "members/access/done.html")


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_access(request: ReaderRequest, token: str) -> HttpResponse:
    """The page behind the link that was mailed: what was asked, to be put right, and the button that confirms it."""
    try:
        (number,) = links.numbers_of(acts.PURPOSE, token)
    except (links.BrokenLinkError, ValueError):
        return _state(request, "broken", status=HTTPStatus.NOT_FOUND)
    asked = AccessRequest.objects.select_related("city").filter(pk=number).first()
    if asked is None or (asked.confirmed_at is None and asked.confirm_until <= timezone.now()):
        return _state(request, "expired", status=HTTPStatus.GONE)
    if asked.confirmed_at is not None:
        return _state(request, "answered" if asked.answer else "waiting", asked)
    said = {"name": asked.name, "title": asked.title, "note": asked.note}
    form = RequestForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        acts.confirm(asked=asked, by=request.reader.person, **form.cleaned_data)
        return redirect("confirm_access", token)
    return render(request, "members/access/confirm.html", {"asked": asked, "form": form})


def _state(
    request: ReaderRequest,
    state: str,
    asked: AccessRequest | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {"state": state, "asked": asked}
    return render(request, "members/access/state.html", context, status=status)
