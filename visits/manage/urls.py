"""The desk's addresses of meetings."""

from django.urls import URLResolver, include, path

urlpatterns: list[URLResolver] = [
    path("", include("visits.manage.meetings.urls")),
    path("", include("visits.manage.agenda.urls")),
    path("", include("visits.manage.paste.urls")),
    path("", include("visits.manage.texts.urls")),
    path("", include("visits.manage.history.urls")),
    path("", include("visits.manage.report.urls")),
]
