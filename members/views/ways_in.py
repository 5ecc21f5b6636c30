"""How a person comes in: the overview of one's own ways, the welcome, and why a second factor is needed."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from members.browsers import sessions_of
from members.requests import ReaderRequest
from members.second_factor import has_factor, needs_factor
from portal.lib.policies import signed_in


@signed_in
@require_safe
def ways_in(request: ReaderRequest) -> HttpResponse:
    """Everything by which one can come in as this person, and where one is in."""
    found = list(Authenticator.objects.filter(user=request.user).order_by("pk"))
    return render(
        request,
        "members/ways_in/ways_in.html",
        {
            "passkeys": [each for each in found if each.type == Authenticator.Type.WEBAUTHN],
            "authenticator": _one(found, Authenticator.Type.TOTP),
            "codes_left": _codes_left(found),
            "sessions": len(sessions_of(request)),
            "needs_factor": needs_factor(request.user),
            "is_exempt": request.reader.holds_office and not settings.SECOND_FACTOR_REQUIRED,
        },
    )


@signed_in
@require_safe
def second_factor(request: ReaderRequest) -> HttpResponse:
    """Why a second factor is needed, and which ones there are. Whoever lacks one is led here from everywhere."""
    if request.reader.has_second_factor:
        return redirect("mfa_index")
    return render(
        request,
        "members/ways_in/second_factor.html",
        {
            "has_one_already": has_factor(request.user),
            "is_demanded": needs_factor(request.user),
            "grace_days": settings.SECOND_FACTOR_GRACE_DAYS,
        },
    )


@signed_in
@require_safe
def welcome(request: ReaderRequest) -> HttpResponse:
    """After an invitation was accepted: how to come back the next time."""
    return render(
        request,
        "members/ways_in/welcome.html",
        {
            "has_password": request.user.has_usable_password(),
            "has_factor": has_factor(request.user),
        },
    )


def _one(found: list[Authenticator], kind: str) -> Authenticator | None:
    return next((each for each in found if each.type == kind), None)


def _codes_left(found: list[Authenticator]) -> int | None:
    codes = _one(found, Authenticator.Type.RECOVERY_CODES)
    return len(codes.wrap().get_unused_codes()) if codes else None
