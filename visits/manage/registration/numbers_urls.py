"""The desk's addresses of a registration's numbers and lists, below the registration's own."""

from django.urls import URLPattern, path

from visits.manage.registration.exporting import registration_export
from visits.manage.registration.numbers import registration_numbers

urlpatterns: list[URLPattern] = [
    path("numbers/", registration_numbers, name="manage_registration_numbers"),
    path("export/", registration_export, name="manage_registration_export"),
]
