"""The sessions of a person as their owner reads them: where one is signed in, and by what."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

# What a browser calls itself, in the order in which it must be asked: Edge says Chrome as well, and Chrome says Safari.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS|Chromium", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux|X11", "Linux"),
)


@dataclass(frozen=True)
class SignedIn:
    """One browser in which the person is signed in."""

    number: int
    where: str
    ip: str
    since_at: datetime
    is_this: bool


def sessions_of(request: HttpRequest) -> list[SignedIn]:
    """Those of the request's person, this one first, then the latest; what ran out is none any more."""
    rows = UserSession.objects.filter(user=request.user)
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    rows = rows.filter(session_key__in=alive.values("session_key")).order_by("-created_at")
    found = [
        SignedIn(
            number=row.pk,
            where=named(row.user_agent),
            ip=row.ip,
            since_at=row.created_at,
            is_this=row.session_key == request.session.session_key,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_this)


def named(user_agent: str) -> str:
    """A browser in words that its owner knows."""
    browser = _first(BROWSERS, user_agent) or gettext("A browser")
    if system := _first(SYSTEMS, user_agent):
        return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for pattern, name in names if re.search(pattern, user_agent)), "")
