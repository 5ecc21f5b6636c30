"""The desk's addresses of agendas that are pasted."""

from django.urls import URLPattern, path

from visits.manage.paste.paste import paste

urlpatterns: list[URLPattern] = [
    path("meetings/<slug:slug>/agenda/paste/", paste, name="manage_paste"),
]
