"""The desk's addresses of meetings from their beginning to the next one."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
