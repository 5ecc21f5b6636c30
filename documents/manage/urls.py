"""The desk's addresses of documents."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
