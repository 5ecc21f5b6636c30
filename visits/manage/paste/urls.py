"""The desk's addresses of agendas that are pasted."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
