"""The addresses below /manage/ that are about people, cities and groups."""

from django.urls import URLPattern, path

from members.manage import person
from members.views import places

PEOPLE = [
    path("people/all/", person.people, name="manage_everyone"),
    path("people/<int:person_id>/", person.person, name="manage_person"),
    path("people/<int:person_id>/factors/", person.reset_factors, name="manage_person_factors"),
    path("people/<int:person_id>/close/", person.close_login, name="manage_person_close"),
    path("people/<int:person_id>/open/", person.open_login, name="manage_person_open"),
    path("people/<int:person_id>/office/", person.office, name="manage_person_office"),
]

urlpatterns: list[URLPattern] = [
    *PEOPLE,
    path("places/", places.manage_places, name="manage_places"),
]
