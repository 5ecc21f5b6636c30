"""The addresses below /manage/ that are about people, cities and groups."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
