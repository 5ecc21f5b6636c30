"""The addresses below /my/: what is mine, and, for coordinators, my city's."""

from django.urls import URLPattern, path

from members.views import places
from portal.views import city_desk, posts
from portal.views.my import my

CITY_DESK = [
    path("city/", city_desk.my_city, name="my_city"),
    path("city/<slug:slug>/fill/", city_desk.fill, name="city_fill"),
    path("city/posts/<int:post_id>/", city_desk.city_post, name="city_post"),
    path("city/posts/<int:post_id>/end/", posts.city_post_end, name="city_post_end"),
    path("city/posts/<int:post_id>/nominate/", places.city_nominate, name="city_nominate"),
    path("city/posts/<int:post_id>/withdraw/", places.city_withdraw, name="city_withdraw"),
    path("city/places/<int:request_id>/", places.place_request, name="place_request"),
]

urlpatterns: list[URLPattern] = [
    path("", my, name="my"),
    *CITY_DESK,
]
