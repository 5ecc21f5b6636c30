"""The desk's first page: what needs its reader now, and the meetings to come."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import preparers
from portal.manage import needs
from visits.permissions import may_publish

if TYPE_CHECKING:
    from portal.manage.needs import Need

MOST_NEEDS: Final = 60
SOON: Final = 12


@preparers
@require_safe
def desk(request: ReaderRequest) -> HttpResponse:
    """For chairs and organisers what they prepare; for the secretariat everything, and its own decisions."""
    today = timezone.localdate()
    meetings = list(needs.prepared(request.reader, today))
    found = _needs(request, meetings)
    coming = [one for one in meetings if one.ends_on is None or one.ends_on >= today]
    context = {
        "needs": found[:MOST_NEEDS],
        "more": len(found[MOST_NEEDS:]),
        "coming": coming[:SOON],
        "has_more_coming": len(coming) > SOON,
        "today": today,
    }
    return render(request, "portal/manage/desk.html", context)


def _needs(request: ReaderRequest, meetings: list[Any]) -> list[Need]:
    """What is late first, then in the order of the calendar."""
    reader, today = request.reader, timezone.localdate()
    publishes = may_publish(reader)
    own = chain(
        needs.of_writing(reader),
        needs.of_registrations(reader),
        needs.of_seats(reader),
        needs.of_countdown(reader, today),
        needs.of_exports(reader, today),
        needs.of_meetings(meetings, today, publishes=publishes),
    )
    office = needs.of_office(reader) if reader.is_staff else ()
    return sorted(chain(office, own), key=lambda need: not need.is_late)
