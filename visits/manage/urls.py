"""The desk's addresses of meetings."""

from django.urls import URLPattern, URLResolver, include, path

from visits.manage.listing import meetings

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/", meetings, name="manage_meetings"),
    path("", include("visits.manage.meetings.urls")),
    path("", include("visits.manage.agenda.urls")),
    path("", include("visits.manage.paste.urls")),
    path("", include("visits.manage.texts.urls")),
    path("", include("visits.manage.pictures.urls")),
    path("", include("visits.manage.history.urls")),
    path("", include("visits.manage.report.urls")),
    path("", include("visits.manage.registration.urls")),
    path("meetings/<slug:slug>/registration/", include("visits.manage.registration.settings_urls")),
    path("meetings/<slug:slug>/registration/", include("visits.manage.registration.numbers_urls")),
]
