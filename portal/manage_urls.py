"""The addresses below /manage/ that span apps: its first page, and what moves records of all of them."""

from django.urls import URLPattern, URLResolver, include, path

from portal.manage.desk import desk
from portal.manage.merge import merge

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk, name="manage"),
    path("", include("members.manage.urls")),
    path("cities/<slug:slug>/merge/", merge, name="manage_city_merge"),
]
