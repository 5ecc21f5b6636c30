"""The addresses below /my/: what is mine, and, for coordinators, my city's."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
