"""The preview of a registration: the page of registering as others would see it."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.reading import LoginFirst
from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.manage.inert import inert
from visits.manage.opening import open_prepared
from visits.manage.registration.eyes import Eyes, looking
from visits.views.registration import register

if TYPE_CHECKING:
    from members.models import Person
    from visits.models import Meeting


@preparers
@never_cache
@require_safe
def registration_preview(request: ReaderRequest, slug: str) -> HttpResponse:
    """``?as=`` says through whose eyes. Nothing is written, and nothing on the page can be pressed."""
    meeting = open_prepared(request.reader, slug)
    try:
        eyes = Eyes(request.GET.get("as", Eyes.MEMBER))
    except ValueError as error:
        raise Http404 from error
    asked = copy.copy(request)
    asked.path = asked.path_info = reverse("register", args=[meeting.slug])
    with looking(meeting, eyes, cast("Person", request.reader.person)) as (reader, ahead):
        asked.reader = reader
        asked.user = cast("Person", reader.person or AnonymousUser())
        try:
            answer = register(asked, meeting.slug)
        except (LoginFirst, PermissionDenied, Http404) as refusal:
            answer = _refused(request, refusal)
        html = answer.content.decode()
    shown = HttpResponse(inert(html, {}, _bar(meeting, eyes, ahead.notes)))
    shown["X-Robots-Tag"] = "noindex"
    return shown


def _refused(request: ReaderRequest, refusal: Exception) -> HttpResponse:
    if isinstance(refusal, LoginFirst):
        said = _("Whoever is not signed in is asked to log in first.")
    else:
        said = _("This page is not for such a reader, who is told so.")
    return render(request, "visits/manage/registration/preview_refused.html", {"said": said})


def _bar(meeting: Meeting, eyes: Eyes, notes: list[str]) -> str:
    address = reverse("manage_registration_preview", args=[meeting.slug])
    context: dict[str, Any] = {
        "meeting": meeting,
        "eyes": eyes,
        "notes": notes,
        "readers": [(one.label, f"{address}?as={one}", one == eyes) for one in Eyes],
    }
    return render_to_string("visits/manage/registration/_bar.html", context)
