"""What the network states about the portal itself: accessibility, privacy, cookies; and what robots are told."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.lib import device, site
from portal.lib.kept import kept
from portal.lib.policies import everyone
from portal.retention import PURPOSES

ROBOTS = "User-agent: *\nDisallow: /accounts/\nDisallow: /documents/*/download/\n"
DAY = 24 * 3600


@everyone
@kept
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    stated = {
        "compliance": settings.NETWORK_ACCESSIBILITY,
        "reviewed_on": settings.NETWORK_ACCESSIBILITY_REVIEWED_ON,
    }
    return render(request, "portal/statements/accessibility.html", stated)


@everyone
@kept
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/statements/privacy.html", {"purposes": PURPOSES})


@everyone
@kept
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    names = {
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "texts_on_device": device.TEXTS,
    }
    return render(request, "portal/statements/cookies.html", names | _lifetimes())


@everyone
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    text = f"{ROBOTS}\nSitemap: {site.absolute(reverse('sitemap'))}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _lifetimes() -> dict[str, int]:
    return {
        "session_days": settings.SESSION_COOKIE_AGE // DAY,
        "csrf_days": settings.CSRF_COOKIE_AGE // DAY,
    }
