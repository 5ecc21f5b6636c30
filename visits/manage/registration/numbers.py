"""A meeting's registrations at a glance and drawn: by state, over time, by city, and counted for who cooks and hosts."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.manage.opening import open_prepared
from visits.maps import map_of_registrations
from visits.models import Meeting
from visits.registration import counting, numbers
from visits.registration.answers_seen import reads_sensitive
from visits.registration.catering import catering
from visits.registration.deletion import Deletion, going, gone
from visits.registration.seats import main_place
from visits.registration.seen import seats_counted


@preparers
@require_safe
def registration_numbers(request: ReaderRequest, slug: str) -> HttpResponse:
    """For whoever prepares the meeting; what is sensitive is counted for its organisers and staff alone."""
    meeting = open_prepared(request.reader, slug)
    page = "visits/manage/registration/numbers.html"
    return render(request, page, _context(request, meeting))


def _context(request: ReaderRequest, meeting: Meeting) -> dict[str, Any]:
    seats = seats_counted(meeting)
    rows = list(meeting.registrations.select_related("city"))
    questions = list(meeting.questions.annotate(number=Count("answers")))
    for question in questions:
        question.meeting = meeting
    cities = numbers.by_city(rows, seats)
    there = numbers.attending(seats)
    may_read = reads_sensitive(request.reader, meeting)
    answers = counting.answers_to(questions, sensitive=may_read)
    totals = counting.counted(answers, there)
    kept = [one for one in questions if one.care != one.Care.ORDINARY and one.number]
    return {
        "meeting": meeting,
        "tab": "registration",
        "section": "numbers",
        "total": len(rows),
        "states": numbers.by_state(rows),
        "places": numbers.places(seats),
        "course": numbers.course(rows, seats),
        "seats": seats.capacity(main_place(meeting)),
        "cities": cities,
        "limits_cities": seats.settings.limits_cities_on(seats.today),
        "map": map_of_registrations([(one.city, one.number) for one in cities if one.city]),
        "there": len(there),
        "for_caterer": [one for one in totals if one.is_for_the_caterer],
        "catering": catering(answers, there, seats),
        "others": [one for one in totals if not one.is_for_the_caterer],
        "hidden": "" if may_read else counting.hidden_words(questions),
        "deletion": Deletion(going(meeting, kept), gone(meeting)),
    }
