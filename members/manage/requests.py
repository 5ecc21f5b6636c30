"""Requests for access as staff see them: what has passed to them, what is with the cities, and what was answered."""

from typing import Final

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from members.models import AccessRequest
from members.requests import ReaderRequest
from members.views.answering import answer_page
from portal.lib.policies import staff

ROWS_A_PAGE: Final = 50


@staff
@require_safe
def manage_requests(request: ReaderRequest) -> HttpResponse:
    """What waits comes first, the longest passed on top; below it what was answered, the latest first."""
    listed = AccessRequest.objects.listed_for(request.reader)
    rows = listed.select_related("city", "answered_by", "person")
    ordered = rows.order_by(F("answered_at").desc(nulls_first=True), "to_staff_at", "pk")
    page = Paginator(ordered, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/access/requests.html", {"page": page})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def manage_request(request: ReaderRequest, number: int) -> HttpResponse:
    return answer_page(request, AccessRequest.objects.listed_for(request.reader), number)
