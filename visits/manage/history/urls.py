"""The desk's addresses of what texts were before."""

from django.urls import URLPattern, path

from visits.manage.history.acts import history
from visits.manage.history.earlier import moment, version
from visits.manage.history.forgetting import forget
from visits.manage.history.preview import preview

urlpatterns: list[URLPattern] = [
    path("meetings/<slug:slug>/preview/", preview, name="manage_preview"),
    path("meetings/<slug:slug>/history/", history, name="manage_history"),
    path("meetings/<slug:slug>/history/then/", moment, name="manage_history_moment"),
    path("meetings/<slug:slug>/history/forget/", forget, name="manage_history_forget"),
    path(
        "meetings/<slug:slug>/history/<slug:kind>/<int:version_id>/",
        version,
        name="manage_history_version",
    ),
]
