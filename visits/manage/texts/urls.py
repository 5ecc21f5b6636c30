"""The desk's addresses of the texts of a meeting, edited in place, and their pictures."""

from django.urls import URLPattern, path

from visits.manage.texts.autosave import autosave
from visits.manage.texts.text import text

urlpatterns: list[URLPattern] = [
    path("autosave/", autosave, name="autosave"),
    path("meetings/<slug:slug>/texts/<slug:field>/", text, name="manage_text"),
]
