"""All registrations of a meeting in one table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.manage.opening import open_prepared


@preparers
@require_safe
def registrations(request: ReaderRequest, slug: str) -> HttpResponse:
    meeting = open_prepared(request.reader, slug)
    rows = meeting.registrations.select_related("person", "city").order_by("person__name_key")
    context = {"meeting": meeting, "tab": "registration", "section": "table", "rows": rows[:100]}
    return render(request, "visits/manage/registration/table.html", context)
