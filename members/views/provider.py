"""The way to the network's OpenID Connect provider, and back; there only where one is configured."""

from typing import Literal

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.provider import not_completed
from portal.lib.policies import everyone


@everyone
@require_safe
@never_cache
def provider_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _asked(request, provider_id, "login")


@everyone
@require_safe
@never_cache
def provider_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _asked(request, provider_id, "callback")


def _asked(
    request: HttpRequest, provider_id: str, step: Literal["login", "callback"]
) -> HttpResponse:
    if not settings.OIDC_SERVER_URL:
        raise Http404
    # Only where a provider is configured: what speaks http to it is 5 MB in each process.
    import requests  # noqa: PLC0415
    from allauth.socialaccount.providers.openid_connect import views  # noqa: PLC0415

    view = views.login if step == "login" else views.callback
    try:
        answer: HttpResponse = view(request, provider_id)
    except (requests.RequestException, ValueError):
        # It does not answer, or not as the standard says.
        messages.error(request, not_completed())
        return redirect("account_login")
    return answer
