"""Setting up and removing second factors: allauth's screens, each with what follows from a change."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from members.actions import factors
from members.models import Person
from members.requests import ReaderRequest
from members.second_factor import MFAAdapter, has_factor, is_last_needed, ways_of
from members.sign_in import count_factor
from portal.lib import features
from portal.lib.policies import signed_in

OVERVIEW = reverse_lazy("mfa_index")
Screen = Callable[..., HttpResponseBase]

rename = passkey_views.EditWebAuthnView.as_view(success_url=OVERVIEW)
remove = passkey_views.RemoveWebAuthnView.as_view(success_url=OVERVIEW)


def by_own_factor(screen: Screen) -> Screen:
    """Who has a factor and came in without it, as before it was set up elsewhere, proves it before touching any."""

    @wraps(screen)
    def guarded(request: ReaderRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.reader.has_second_factor and has_factor(request.user):
            return redirect(f"{_proof(request.user)}?{urlencode({'next': request.path})}")
        return screen(request, **kwargs)

    return guarded


def _proof(person: Person) -> str:
    """The page that asks for the factor: the codes' or, where there is none but passkeys, theirs."""
    held = {way.type for way in ways_of(person).values()}
    by_code = Authenticator.Type.TOTP in held or Authenticator.Type.RECOVERY_CODES in held
    return reverse("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")


def noted(screen: Screen) -> Screen:
    """What the screen changes is logged, told by mail, and counts in this session, in one transaction with it."""

    @wraps(screen)
    def noting(request: ReaderRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return screen(request, **kwargs)
        with transaction.atomic():
            # In turns, so that two windows do not remove the last two factors.
            person = Person.objects.select_for_update().get(pk=request.user.pk)
            before = ways_of(person)
            response = screen(request, **kwargs)
            added = factors.note_changes(person=person, before=before, by=person)
        for number, way in added.items():
            if way.is_factor:
                count_factor(request, person, number, way)
        return response

    return noting


form = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@form
@by_own_factor
@noted
def activate_totp(request: ReaderRequest) -> HttpResponse:
    return _of(totp_views.activate_totp(request))


@signed_in
@form
@by_own_factor
@noted
def deactivate_totp(request: ReaderRequest) -> HttpResponse:
    return _of(totp_views.deactivate_totp(request))


@signed_in
@form
@features.opens("publickey-credentials-create")
@by_own_factor
@noted
def add_passkey(request: ReaderRequest) -> HttpResponse:
    return _of(passkey_views.add_webauthn(request))


@signed_in
@form
@by_own_factor
def rename_passkey(request: ReaderRequest, pk: int) -> HttpResponse:
    return _of(rename(request, pk=pk))


@signed_in
@form
@by_own_factor
@noted
def remove_passkey(request: ReaderRequest, pk: int) -> HttpResponse:
    own = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    if is_last_needed(get_object_or_404(own, pk=pk)):
        messages.error(request, str(MFAAdapter.error_messages["cannot_delete_authenticator"]))
        return redirect("mfa_index")
    return _of(remove(request, pk=pk))


@signed_in
@require_safe
@by_own_factor
def recovery_codes(request: ReaderRequest) -> HttpResponse:
    return _of(code_views.view_recovery_codes(request))


@signed_in
@require_safe
@by_own_factor
def download_recovery_codes(request: ReaderRequest) -> HttpResponse:
    return _of(code_views.download_recovery_codes(request))


@signed_in
@form
@by_own_factor
@noted
def make_recovery_codes(request: ReaderRequest) -> HttpResponse:
    return _of(code_views.generate_recovery_codes(request))


def _of(response: HttpResponseBase) -> HttpResponse:
    return cast("HttpResponse", response)
