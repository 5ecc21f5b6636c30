"""The desk's addresses of practical information, reports and attendance."""

from django.urls import URLPattern, path

from visits.manage.report.attendance import attendance
from visits.manage.report.practical import (
    add_part,
    copy_parts,
    edit_part,
    practical,
    remove_part,
    step_part,
)
from visits.manage.report.report import publish, report, report_audience

OF_MEETING = "meetings/<slug:slug>"
OF_PART = f"{OF_MEETING}/practical/<int:part_id>"

urlpatterns: list[URLPattern] = [
    path(f"{OF_MEETING}/practical/", practical, name="manage_practical"),
    path(f"{OF_MEETING}/practical/add/", add_part, name="manage_practical_add"),
    path(f"{OF_MEETING}/practical/copy/", copy_parts, name="manage_practical_copy"),
    path(f"{OF_PART}/", edit_part, name="manage_practical_edit"),
    path(f"{OF_PART}/step/", step_part, name="manage_practical_step"),
    path(f"{OF_PART}/remove/", remove_part, name="manage_practical_remove"),
    path(f"{OF_MEETING}/report/", report, name="manage_report"),
    path(f"{OF_MEETING}/report/audience/", report_audience, name="manage_report_audience"),
    path(f"{OF_MEETING}/report/publish/", publish, name="manage_report_publish"),
    path(f"{OF_MEETING}/attendance/", attendance, name="manage_attendance"),
]
