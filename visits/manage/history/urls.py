"""The desk's addresses of what texts were before."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
