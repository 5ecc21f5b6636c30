"""The first page of a meeting at the desk."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.manage.meetings.overview import Overview
from visits.manage.meetings.told import clock_changes, other_zones
from visits.manage.opening import open_prepared
from visits.models import Meeting


@preparers
@require_safe
def meeting(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = open_prepared(request.reader, slug)
    overview = Overview.of(shown, request.reader)
    near = Meeting.objects.prepared_by(request.reader).filter(
        Q(follows=shown) | Q(pk=shown.follows_id) | Q(part_of__isnull=False, part_of=shown.part_of)
    )
    related = list(near.exclude(pk=shown.pk).order_by("starts_on", "title_key"))
    context = {
        "meeting": shown,
        "tab": "page",
        "overview": overview,
        "clock_changes": clock_changes(shown),
        "other_zones": other_zones(shown, [row.city for row in shown.host_rows.all()]),
        "following": [one for one in related if one.follows_id == shown.pk],
        "before": [one for one in related if one.pk == shown.follows_id],
        "beside": [one for one in related if one.part_of_id and one.part_of_id == shown.part_of_id],
    }
    return render(request, "visits/manage/meetings/page.html", context)
