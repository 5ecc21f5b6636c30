"""Meetings, agendas, attendance: what breaks their constraints."""

from datetime import time
from typing import Any

from django.utils import timezone

from tests import factories as make
from tests.constraints.register import BACKWARDS, DAY, NEXT_DAY, breaks
from visits.models import (
    AgendaDay,
    AgendaItem,
    Attendance,
    Meeting,
    MeetingHost,
    Organiser,
    Release,
    Speaker,
)


def a_meeting(**fields: Any) -> Meeting:
    if "lead_group" not in fields:
        fields["lead_group"] = make.make_group()
    words = {"title": "Visit", "slug": "visit", "time_zone": "Europe/Rome"}
    return Meeting(**(words | {"kind": "study_visit"} | fields))


@breaks("meeting_ends_after_start")
def _() -> Meeting:
    return a_meeting(dates="fixed", **BACKWARDS)


@breaks("meeting_first_and_last_day")
def _() -> Meeting:
    return a_meeting(dates="tentative", starts_on=DAY)


@breaks("meeting_dates_fit")
def _() -> Meeting:
    return a_meeting(dates="unknown", starts_on=DAY, ends_on=NEXT_DAY)


@breaks("meeting_month_by_first_day")
def _() -> Meeting:
    return a_meeting(dates="tentative", month_on=DAY)


@breaks("meeting_has_group")
def _() -> Meeting:
    return a_meeting(lead_group=None)


@breaks("meeting_of_forum_has_forum")
def _() -> Meeting:
    return a_meeting(kind="forum", lead_group=None)


@breaks("meeting_published_has_time")
def _() -> Meeting:
    return a_meeting(state="published")


@breaks("meeting_published_by_with_at")
def _() -> Meeting:
    return a_meeting(published_by=make.make_staff())


@breaks("meeting_reported_has_time")
def _() -> Meeting:
    return a_meeting(state="reported", published_at=timezone.now())


@breaks("meeting_reported_by_with_at")
def _() -> Meeting:
    return a_meeting(reported_by=make.make_staff())


@breaks("meeting_follows_another")
def _() -> Meeting:
    meeting = make.make_draft()
    meeting.follows = meeting
    return meeting


@breaks("meeting_host_once")
def _() -> MeetingHost:
    city = make.make_city()
    return MeetingHost(meeting=make.make_meeting(hosts=(city,)), city=city)


@breaks("meeting_organiser_once")
def _() -> Organiser:
    meeting = make.make_meeting()
    return Organiser(meeting=meeting, person=make.make_organiser(meeting))


@breaks("agenda_day_once")
def _() -> AgendaDay:
    day = make.make_day(meeting=make.make_meeting())
    return AgendaDay(meeting=day.meeting, on=day.on)


@breaks("agenda_day_cancelled_with_time")
def _() -> AgendaDay:
    return AgendaDay(meeting=make.make_meeting(), on=DAY, cancelled_at=timezone.now())


def an_item(**fields: Any) -> AgendaItem:
    day = make.make_day(meeting=make.make_meeting())
    hours = {"starts": time(9, 30), "ends": time(11, 0)}
    return AgendaItem(**({"day": day, "title": "A talk"} | hours | fields))


@breaks("agenda_item_ends_after_start")
def _() -> AgendaItem:
    return an_item(starts=time(22, 0), ends=time(1, 0))


@breaks("agenda_item_cancelled_with_time")
def _() -> AgendaItem:
    return an_item(cancelled_by=make.make_staff())


@breaks("speaker_has_name")
def _() -> Speaker:
    item = an_item()
    item.save()
    return Speaker(item=item, organisation="University")


@breaks("release_number_once")
def _() -> Release:
    meeting = make.make_meeting()
    Release.objects.create(meeting=meeting, number=1, content={"days": []})
    return Release(meeting=meeting, number=1, content={"days": []})


@breaks("release_number_from_one")
def _() -> Release:
    return Release(meeting=make.make_meeting(), number=0, content={"days": []})


@breaks("attendance_of_someone")
def _() -> Attendance:
    return Attendance(meeting=make.make_meeting(), on=DAY)


@breaks("attendance_once")
def _() -> Attendance:
    """Of a city alone, for the whole meeting: what is not said is the same when it is not said twice."""
    noted = make.make_attendance(meeting=make.make_meeting(), city=make.make_city())
    return Attendance(meeting=noted.meeting, city=noted.city)
