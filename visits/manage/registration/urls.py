"""The desk's addresses of registrations. What has a name comes before what has a number."""

from django.urls import URLPattern, path

from visits.manage.registration.adding import add_registration
from visits.manage.registration.correcting import correct_registration
from visits.manage.registration.inviting import invite_to_registration
from visits.manage.registration.one import registration
from visits.manage.registration.selecting import select_registrations
from visits.manage.registration.substituting import substitute_registration
from visits.manage.registration.table import registrations

OF_REGISTRATION = "meetings/<slug:slug>/registration"

urlpatterns: list[URLPattern] = [
    path(f"{OF_REGISTRATION}/", registrations, name="manage_registration"),
    path(f"{OF_REGISTRATION}/add/", add_registration, name="manage_registration_add"),
    path(f"{OF_REGISTRATION}/invite/", invite_to_registration, name="manage_registration_invite"),
    path(f"{OF_REGISTRATION}/select/", select_registrations, name="manage_registration_select"),
    path(
        f"{OF_REGISTRATION}/<int:registration_id>/",
        registration,
        name="manage_registration_one",
    ),
    path(
        f"{OF_REGISTRATION}/<int:registration_id>/substitute/",
        substitute_registration,
        name="manage_registration_substitute",
    ),
    path(
        f"{OF_REGISTRATION}/<int:registration_id>/correct/",
        correct_registration,
        name="manage_registration_correct",
    ),
]
