"""The addresses below /manage/ that span apps: its first page, and what moves records of all of them."""

from django.urls import URLPattern, URLResolver, include, path

from portal.manage.desk import desk
from portal.manage.erasing import erase_other, find
from portal.manage.failures import failed_jobs, try_again
from portal.manage.jump import jump
from portal.manage.mentions import mentions
from portal.manage.merge import merge
from portal.manage.retention import retention

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk, name="manage"),
    path("find/", jump, name="manage_jump"),
    path("jobs/", failed_jobs, name="manage_jobs"),
    path("jobs/<int:job_id>/again/", try_again, name="manage_job_again"),
    path("", include("members.manage.urls")),
    path("", include("visits.manage.urls")),
    path("", include("documents.manage.urls")),
    path("cities/<slug:slug>/merge/", merge, name="manage_city_merge"),
    path("retention/", retention, name="manage_retention"),
    path("mentions/", mentions, name="manage_mentions"),
    path("erasing/", find, name="manage_erasing"),
    path("erasing/<int:person_id>/", erase_other, name="manage_erase"),
]
