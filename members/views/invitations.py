"""Inviting colleagues, for a city's coordinators."""

from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from members.requests import ReaderRequest
from members.views import inviting
from portal.lib.policies import coordinators

MY_CITY: Final = inviting.Place(
    list="my_invitations", form="my_invite", batch="my_invitation_batch", above="my_city"
)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def my_invitations(request: ReaderRequest) -> HttpResponse:
    return inviting.list_page(request, MY_CITY)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def my_invite(request: ReaderRequest) -> HttpResponse:
    return inviting.form_page(request, MY_CITY)


@require_safe
@coordinators
def my_invitation_batch(request: ReaderRequest, number: int) -> HttpResponse:
    return inviting.batch_page(request, MY_CITY, number)
