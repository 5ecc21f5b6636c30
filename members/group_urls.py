"""The addresses below /groups/ by which people ask for a place in a group, and give it up."""

from django.urls import path

from members.views import places

urlpatterns = [
    path("<slug:slug>/join/", places.group_join, name="group_join"),
    path("<slug:slug>/join/take-back/", places.group_take_back, name="group_take_back"),
    path("<slug:slug>/leave/", places.group_leave, name="group_leave"),
]
