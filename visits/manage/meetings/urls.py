"""A meeting's beginning, its facts and dates, publishing it, and the countdown to it."""

from django.urls import URLPattern, path

from visits.manage.meetings.adding import add_meeting
from visits.manage.meetings.countdown import (
    countdown,
    countdown_filled,
    countdown_step,
    countdown_step_off,
    countdown_tick,
)
from visits.manage.meetings.facts import dates, facts
from visits.manage.meetings.following import next_meeting
from visits.manage.meetings.gathering import gathering, gathering_off
from visits.manage.meetings.organisers import organiser_off, organisers
from visits.manage.meetings.page import meeting
from visits.manage.meetings.publishing import publish

ONE = "meetings/<slug:slug>/"
urlpatterns: list[URLPattern] = [
    path("meetings/add/", add_meeting, name="manage_meeting_add"),
    path(ONE, meeting, name="manage_meeting"),
    path(f"{ONE}facts/", facts, name="manage_meeting_facts"),
    path(f"{ONE}dates/", dates, name="manage_meeting_dates"),
    path(f"{ONE}publish/", publish, name="manage_meeting_publish"),
    path(f"{ONE}organisers/", organisers, name="manage_meeting_organisers"),
    path(
        f"{ONE}organisers/<int:organiser_id>/off/",
        organiser_off,
        name="manage_meeting_organiser_off",
    ),
    path(f"{ONE}gathering/", gathering, name="manage_meeting_gathering"),
    path(
        f"{ONE}gathering/<int:meeting_id>/off/",
        gathering_off,
        name="manage_meeting_gathering_off",
    ),
    path(f"{ONE}next/", next_meeting, name="manage_meeting_next"),
    path(f"{ONE}countdown/", countdown, name="manage_countdown"),
    path(f"{ONE}countdown/fill/", countdown_filled, name="manage_countdown_fill"),
    path(f"{ONE}countdown/<int:step_id>/", countdown_step, name="manage_countdown_step"),
    path(f"{ONE}countdown/<int:step_id>/tick/", countdown_tick, name="manage_countdown_tick"),
    path(f"{ONE}countdown/<int:step_id>/off/", countdown_step_off, name="manage_countdown_off"),
]
