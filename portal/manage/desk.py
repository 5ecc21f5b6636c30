"""The desk's first page: its parts, each with what is done there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import staff

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Part:
    """A part of the desk by the name of its address; one without an address is left out."""

    name: str
    label: _StrOrPromise
    about: _StrOrPromise

    @property
    def address(self) -> str:
        try:
            return reverse(self.name)
        except NoReverseMatch:
            return ""


PARTS: Final = (
    (
        _("Cities and groups"),
        (
            Part(
                "manage_cities",
                _("Cities"),
                _("Membership over time, e-mail domains, crest and text, import, merging."),
            ),
            Part(
                "manage_groups",
                _("Working groups"),
                _("Objectives, chairs and members; closing a group; forums."),
            ),
        ),
    ),
    (
        _("People"),
        (
            Part(
                "manage_everyone",
                _("People"),
                _("Who is here, with which posts; logins, offices and lost second factors."),
            ),
            Part(
                "manage_invitations",
                _("Invitations"),
                _("Invite people to represent a city, and see who has come."),
            ),
            Part(
                "manage_requests",
                _("Requests for access"),
                _("Who asks for access and nobody has answered yet."),
            ),
            Part(
                "manage_places",
                _("Requests for places in groups"),
                _("Those that their cities did not answer in time."),
            ),
            Part(
                "manage_people",
                _("Lists of people"),
                _("Import people whom you know, and invite them later in waves."),
            ),
        ),
    ),
    (
        _("The portal"),
        (
            Part(
                "manage_retention",
                _("Retention"),
                _("What personal data is kept for how long, and what went last night."),
            ),
            Part(
                "manage_erasing",
                _("Erase somebody"),
                _("At the person’s own request, or where a record was a mistake."),
            ),
            Part(
                "manage_mentions",
                _("Mentions of erased people"),
                _("Published texts and slides that name them, to be decided by hand."),
            ),
        ),
    ),
)


@staff
@require_safe
def desk(request: ReaderRequest) -> HttpResponse:
    there = [(heading, [part for part in parts if part.address]) for heading, parts in PARTS]
    return render(request, "portal/manage/desk.html", {"parts": there})
