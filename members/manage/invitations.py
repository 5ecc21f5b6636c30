"""Inviting people to any city, and to the secretariat, for staff."""

from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from members.requests import ReaderRequest
from members.views import inviting
from portal.lib.policies import staff

DESK: Final = inviting.Place(
    list="manage_invitations",
    form="manage_invite",
    batch="manage_invitation_batch",
    above="manage",
    is_desk=True,
)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def manage_invitations(request: ReaderRequest) -> HttpResponse:
    return inviting.list_page(request, DESK)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def manage_invite(request: ReaderRequest) -> HttpResponse:
    return inviting.form_page(request, DESK)


@staff
@require_safe
def manage_invitation_batch(request: ReaderRequest, number: int) -> HttpResponse:
    return inviting.batch_page(request, DESK, number)
