"""My registrations: what I must answer, what is coming, and what was."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import signed_in
from visits.listing import with_hosts_and_groups
from visits.models import ClaimState, Meeting, Registration
from visits.models.claim_states import RUNS_OUT
from visits.registration.window import today_at

PAST_SHOWN = 50


@signed_in
@never_cache
@require_safe
def my_meetings(request: ReaderRequest) -> HttpResponse:
    mine = Registration.objects.filter(person=request.user).exclude(
        meeting__state=Meeting.State.DRAFT
    )
    rows = list(
        mine.select_related("meeting__lead_group", "meeting__forum", "city").order_by(
            "meeting__starts_on", "pk"
        )
    )
    with_hosts_and_groups([row.meeting for row in rows])
    coming = [row for row in rows if row.is_living and not _is_over(row)]
    waits = Registration.objects.filter(
        pk__in=[row.pk for row in coming], claims__state__in=RUNS_OUT
    )
    to_answer = set(waits.values_list("pk", flat=True))
    context = {
        "to_answer": [row for row in coming if row.pk in to_answer],
        "coming": [row for row in coming if row.pk not in to_answer],
        "past": [row for row in reversed(rows) if row not in coming][:PAST_SHOWN],
        "states": ClaimState,
    }
    return render(request, "visits/registration/my_meetings.html", context)


def _is_over(registration: Registration) -> bool:
    """By the clocks of the meeting's place."""
    meeting = registration.meeting
    return meeting.ends_on is not None and meeting.ends_on < today_at(meeting)
