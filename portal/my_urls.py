"""The addresses below /my/: what is mine, and, for coordinators, my city's."""

from django.urls import URLPattern, path

from members.views import places
from members.views.profile import profile
from portal.views import city_desk, posts
from portal.views.city_registration import my_city_registration
from portal.views.city_registrations import (
    my_city_colleagues,
    my_city_delegation,
    my_city_registrations,
)
from portal.views.erasing import erase_me
from portal.views.my import my
from portal.views.my_data import my_data, my_data_file
from visits.views.my_meetings import my_meetings

CITY_DESK = [
    path("city/", city_desk.my_city, name="my_city"),
    path("city/<slug:slug>/fill/", city_desk.fill, name="city_fill"),
    path("city/posts/<int:post_id>/", city_desk.city_post, name="city_post"),
    path("city/posts/<int:post_id>/end/", posts.city_post_end, name="city_post_end"),
    path("city/posts/<int:post_id>/nominate/", places.city_nominate, name="city_nominate"),
    path("city/posts/<int:post_id>/withdraw/", places.city_withdraw, name="city_withdraw"),
    path("city/places/<int:request_id>/", places.place_request, name="place_request"),
]

CITY_REGISTRATIONS = [
    path("city/registrations/", my_city_registrations, name="my_city_registrations"),
    path("city/registrations/<slug:slug>/", my_city_delegation, name="my_city_delegation"),
    path(
        "city/registrations/<slug:slug>/colleagues/", my_city_colleagues, name="my_city_colleagues"
    ),
    path(
        "city/registrations/<slug:slug>/<int:registration_id>/",
        my_city_registration,
        name="my_city_registration",
    ),
]

OWN = [
    path("meetings/", my_meetings, name="my_meetings"),
    path("profile/", profile, name="my_profile"),
    path("data/", my_data, name="my_data"),
    path("data.json", my_data_file, name="my_data_file"),
    path("data/erase/", erase_me, name="erase_me"),
]

urlpatterns: list[URLPattern] = [
    path("", my, name="my"),
    *OWN,
    *CITY_DESK,
    *CITY_REGISTRATIONS,
]
