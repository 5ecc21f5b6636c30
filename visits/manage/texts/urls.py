"""The desk's addresses of the texts of a meeting, edited in place, and their pictures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
