"""The desk's addresses of pictures."""

from django.urls import URLPattern, path

from visits.manage.pictures.one import describe, remove
from visits.manage.pictures.several import group_pictures, meeting_pictures

urlpatterns: list[URLPattern] = [
    path("meetings/<slug:slug>/pictures/", meeting_pictures, name="manage_pictures"),
    path("groups/<slug:slug>/pictures/", group_pictures, name="manage_group_pictures"),
    path("pictures/<int:picture_id>/", describe, name="manage_picture"),
    path("pictures/<int:picture_id>/remove/", remove, name="manage_picture_remove"),
]
