"""Erasing oneself: what will happen, who one is, and that it is done."""

import time
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.reader import STRANGER
from members.requests import ReaderRequest
from portal import roles
from portal.confirmation import ConfirmForm
from portal.erasure import Reason, erase
from portal.lib.formfields import attempt
from portal.lib.policies import signed_in


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_me(request: ReaderRequest) -> HttpResponse:
    """The page can be read as it is; before anything is done, the person says again who it is."""
    person = request.user
    ways = get_adapter().get_reauthentication_methods(person)
    if request.method == "POST" and not _said_lately(request):
        address = ways[0]["url"] if ways else reverse("account_logout")
        return redirect(f"{address}?{urlencode({'next': request.path})}")
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, erase, person=person, by=person, reason=Reason.WISH):
        logout(request)
        request.reader = STRANGER
        return render(request, "portal/erasing/erased.html")
    context = {
        "form": form if _said_lately(request) else None,
        "ways": ways,
        "roles": roles.held_by(person),
        "minutes": app_settings.REAUTHENTICATION_TIMEOUT // 60,
    }
    return render(request, "portal/erasing/erase_me.html", context)


def _said_lately(request: ReaderRequest) -> bool:
    """Whether the person logged in, or said again who it is, so few minutes ago that nobody else can be sitting there."""
    records = get_authentication_records(request, request.user)
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(record.get("at", 0) > since for record in records)
