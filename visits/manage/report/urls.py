"""The desk's addresses of practical information, the report and who was there."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
