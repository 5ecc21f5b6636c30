"""The desk's addresses of the agenda of a meeting: its editor, its releases."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
