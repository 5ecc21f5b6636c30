"""The addresses of meetings, groups and cities."""

from django.urls import path

from visits.views.agenda import agenda
from visits.views.agenda_pdf import agenda_pdf
from visits.views.calendar import agenda_calendar, calendar, group_calendar
from visits.views.city import cities, city
from visits.views.city_picture import city_picture
from visits.views.group import group, groups
from visits.views.meeting import meeting, meetings
from visits.views.news import feed
from visits.views.participants import participants
from visits.views.picture import picture
from visits.views.practical import practical
from visits.views.registration import register
from visits.views.registration_calendar import registration_calendar
from visits.views.registration_changes import (
    registration_accept,
    registration_change,
    registration_decline,
    registration_leave,
    registration_substitute,
)
from visits.views.registration_link import registration_link

# A link is signed, and has a colon in it: none is one of these words.
REGISTRATION = [
    path("meetings/<slug:slug>/register/", register, name="register"),
    path("meetings/<slug:slug>/register/accept/", registration_accept, name="registration_accept"),
    path(
        "meetings/<slug:slug>/register/decline/", registration_decline, name="registration_decline"
    ),
    path("meetings/<slug:slug>/register/change/", registration_change, name="registration_change"),
    path(
        "meetings/<slug:slug>/register/colleague/",
        registration_substitute,
        name="registration_substitute",
    ),
    path("meetings/<slug:slug>/register/leave/", registration_leave, name="registration_leave"),
    path(
        "meetings/<slug:slug>/register/calendar.ics",
        registration_calendar,
        name="registration_calendar",
    ),
    path("meetings/<slug:slug>/register/<str:link>/", registration_link, name="registration_link"),
    path("meetings/<slug:slug>/participants/", participants, name="participants"),
]

urlpatterns = [
    path("meetings/", meetings, name="meetings"),
    path("meetings/<slug:slug>/", meeting, name="meeting"),
    path("meetings/<slug:slug>/agenda/", agenda, name="agenda"),
    path("meetings/<slug:slug>/agenda.ics", agenda_calendar, name="agenda_calendar"),
    path("meetings/<slug:slug>/agenda.pdf", agenda_pdf, name="agenda_pdf"),
    path("meetings/<slug:slug>/practical/", practical, name="practical"),
    *REGISTRATION,
    path("groups/", groups, name="groups"),
    path("groups/<slug:slug>/", group, name="group"),
    path("groups/<slug:slug>/calendar.ics", group_calendar, name="group_calendar"),
    path("calendar.ics", calendar, name="calendar"),
    path("feed.atom", feed, name="feed"),
    path("cities/", cities, name="cities"),
    path("cities/<slug:slug>/", city, name="city"),
    path("cities/<slug:slug>/picture/", city_picture, name="city_picture"),
    path("pictures/<int:picture_id>/<int:width>.<slug:form>", picture, name="picture"),
]
