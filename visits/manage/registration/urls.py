"""The desk's addresses of registrations. What has a name comes before what has a number."""

from django.urls import URLPattern, path

from visits.manage.registration.table import registrations

OF_REGISTRATION = "meetings/<slug:slug>/registration"

urlpatterns: list[URLPattern] = [
    path(f"{OF_REGISTRATION}/", registrations, name="manage_registration"),
]
