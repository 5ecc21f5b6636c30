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
from visits.views.picture import picture
from visits.views.practical import practical
from visits.views.registration import register, registration_link

urlpatterns = [
    path("meetings/", meetings, name="meetings"),
    path("meetings/<slug:slug>/", meeting, name="meeting"),
    path("meetings/<slug:slug>/agenda/", agenda, name="agenda"),
    path("meetings/<slug:slug>/agenda.ics", agenda_calendar, name="agenda_calendar"),
    path("meetings/<slug:slug>/agenda.pdf", agenda_pdf, name="agenda_pdf"),
    path("meetings/<slug:slug>/practical/", practical, name="practical"),
    path("meetings/<slug:slug>/register/", register, name="register"),
    path("meetings/<slug:slug>/register/<str:link>/", registration_link, name="registration_link"),
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
